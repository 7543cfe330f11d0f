import type { Frame } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';
import type { ModelTensor } from './open-session.ts';

/** The small tensors `[1, 2]` that some models want beside a frame's picture. */
export const extraInputsOf = (input: ModelManifest['input'], frame: Frame): ModelTensor[] =>
  input.extra.map(({ name, dtype, holds, order }) => {
    const [width, height] = {
      'input-size': [input.width, input.height],
      'source-size': [frame.width, frame.height],
      'scale-factor': [1 / frame.picture.scaleX, 1 / frame.picture.scaleY],
    }[holds] as [number, number];
    const values = order === 'wh' ? [width, height] : [height, width];
    return { name, data: smallTensor(dtype, values), dims: [1, 2] };
  });

const smallTensor = (dtype: 'float32' | 'int64' | 'int32', values: number[]): ModelTensor['data'] => {
  if (dtype === 'float32') return Float32Array.from(values);
  const whole = values.map(Math.round);
  return dtype === 'int32' ? Int32Array.from(whole) : BigInt64Array.from(whole, BigInt);
};
