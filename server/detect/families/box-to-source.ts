import type { Box, Picture } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';
import { cornerOf } from '../model-input.ts';

export type Coordinates = 'input-pixels' | 'normalised' | 'source-pixels';

/** Turns corners as a model gives them into a box in source pixels, for one picture as it lay in the model's input. */
export const boxToSource = (
  input: ModelManifest['input'],
  picture: Picture,
  coordinates: Coordinates = 'input-pixels',
): ((left: number, top: number, right: number, bottom: number) => Box) => {
  if (coordinates === 'source-pixels') {
    return (left, top, right, bottom) => [left, top, right - left, bottom - top];
  }
  const unitX = coordinates === 'normalised' ? input.width : 1;
  const unitY = coordinates === 'normalised' ? input.height : 1;
  const [cornerX, cornerY] = cornerOf(input, picture);
  const { scaleX, scaleY } = picture;
  return (left, top, right, bottom) => [
    (left * unitX - cornerX) * scaleX,
    (top * unitY - cornerY) * scaleY,
    (right - left) * unitX * scaleX,
    (bottom - top) * unitY * scaleY,
  ];
};

/** Four values of a tensor from `start`, `step` apart: a box as its family orders it. */
export const fourNumbers = (
  data: Float32Array,
  start: number,
  step = 1,
): [number, number, number, number] => [
  data[start] as number,
  data[start + step] as number,
  data[start + 2 * step] as number,
  data[start + 3 * step] as number,
];
