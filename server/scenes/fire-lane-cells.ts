/** The picture as cells of 4 × 4 pixels: each cell's brightness, tint and slope, so measured that light matters little. */
import type { Picture } from '#contract/detection.ts';

export const cellPixels = 4;
/** Added to a brightness before dividing by it, so that noise in the dark is no tint. */
const darkness = 24;

/**
 * Planes of one value per cell: brightness 0..255; red and blue against brightness; and how brightness rises to the
 * right and downwards within the cell, as a share of it. The last four stay as they are when a shadow falls.
 */
export interface CellLooks {
  brightness: Float32Array;
  red: Float32Array;
  blue: Float32Array;
  right: Float32Array;
  down: Float32Array;
}

export const createLooks = (count: number): CellLooks => ({
  brightness: new Float32Array(count),
  red: new Float32Array(count),
  blue: new Float32Array(count),
  right: new Float32Array(count),
  down: new Float32Array(count),
});

export const columnsOf = ({ width }: Pick<Picture, 'width'>): number => Math.floor(width / cellPixels);
export const rowsOf = ({ height }: Pick<Picture, 'height'>): number => Math.floor(height / cellPixels);

/** Measures every cell of an RGB picture into `looks`. */
export function measureCells({ data, width, height }: Picture, looks: CellLooks): void {
  const columns = columnsOf({ width });
  const rows = rowsOf({ height });
  const half = cellPixels / 2;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let right = 0;
      let down = 0;
      for (let y = 0; y < cellPixels; y++) {
        let at = ((row * cellPixels + y) * width + column * cellPixels) * 3;
        for (let x = 0; x < cellPixels; x++, at += 3) {
          const r = data[at]!;
          const g = data[at + 1]!;
          const b = data[at + 2]!;
          red += r;
          green += g;
          blue += b;
          const light = 0.299 * r + 0.587 * g + 0.114 * b;
          right += x < half ? -light : light;
          down += y < half ? -light : light;
        }
      }
      const pixels = cellPixels * cellPixels;
      const brightness = (0.299 * red + 0.587 * green + 0.114 * blue) / pixels;
      const scale = 1 / (brightness + darkness);
      const i = row * columns + column;
      looks.brightness[i] = brightness;
      looks.red[i] = (red / pixels - brightness) * scale;
      looks.blue[i] = (blue / pixels - brightness) * scale;
      looks.right[i] = (right / (pixels / 2)) * scale;
      looks.down[i] = (down / (pixels / 2)) * scale;
    }
}

/** What a thing differs by that light does not change: tint and slope. 1 is plainly another surface. */
export function surfaceDifference(a: CellLooks, i: number, b: CellLooks, j: number): number {
  const tint = Math.hypot(a.red[i]! - b.red[j]!, a.blue[i]! - b.blue[j]!) / 0.08;
  const slope = Math.hypot(a.right[i]! - b.right[j]!, a.down[i]! - b.down[j]!) / 0.16;
  return Math.max(tint, slope);
}

/** How much a brightness differs from a remembered one; 1 is more than noise and compression do. */
export const lightDifference = (brightness: number, remembered: number): number =>
  Math.abs(brightness - remembered) / (12 + 0.07 * remembered);

/** All that two cells differ by, brightness too; 1 is a plain difference. */
export function lookDifference(a: CellLooks, i: number, b: CellLooks, j: number): number {
  return Math.max(lightDifference(a.brightness[i]!, b.brightness[j]!), surfaceDifference(a, i, b, j));
}
