/** What a place in the picture looks like, so coarsely that light and noise don't matter. */
import type { Box, Picture } from '#contract/detection.ts';

/** Brightness of 12 × 12 points of a box, its mean taken off; `texture` is its standard deviation in grey levels. */
export interface Appearance {
  values: Float32Array;
  texture: number;
}

const side = 12;
const enoughTexture = 7;

/** The look of a box given in source pixels. */
export function appearanceAt(picture: Picture, [x, y, width, height]: Box): Appearance {
  const values = new Float32Array(side * side);
  const stepX = width / side / picture.scaleX;
  const stepY = height / side / picture.scaleY;
  const left = x / picture.scaleX;
  const top = y / picture.scaleY;
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      values[row * side + column] = brightnessOf(
        picture,
        left + column * stepX,
        top + row * stepY,
        stepX,
        stepY,
      );
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let square = 0;
  for (let i = 0; i < values.length; i++) {
    values[i]! -= mean;
    square += values[i]! ** 2;
  }
  return { values, texture: Math.sqrt(square / values.length) };
}

/** Normalised correlation of two looks, -1..1; undefined where the first is too plain to be recognised. */
export function resemblance(known: Appearance, seen: Appearance): number | undefined {
  if (known.texture < enoughTexture) return undefined;
  if (seen.texture < enoughTexture / 3) return 0;
  let sum = 0;
  for (let i = 0; i < known.values.length; i++) sum += known.values[i]! * seen.values[i]!;
  return sum / (known.values.length * known.texture * seen.texture);
}

/** Mean brightness of up to 3 × 3 pixels of a patch; outside the picture the nearest pixel counts. */
function brightnessOf(picture: Picture, left: number, top: number, width: number, height: number): number {
  let sum = 0;
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) {
      const x = clamp(Math.floor(left + ((j + 0.5) * width) / 3), picture.width - 1);
      const y = clamp(Math.floor(top + ((i + 0.5) * height) / 3), picture.height - 1);
      const at = (y * picture.width + x) * picture.channels;
      sum +=
        picture.channels === 1
          ? picture.data[at]!
          : 0.299 * picture.data[at]! + 0.587 * picture.data[at + 1]! + 0.114 * picture.data[at + 2]!;
    }
  return sum / 9;
}

const clamp = (value: number, last: number): number => Math.min(last, Math.max(0, value));
