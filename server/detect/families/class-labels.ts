import type { ModelManifest } from '#contract/model.ts';

/** The scene's label of each of the model's classes; `undefined` where the scene has no use for it. */
export const labelsOfClasses = ({
  classes,
  classMap,
}: Pick<ModelManifest, 'classes' | 'classMap'>): (string | undefined)[] =>
  classMap ? classes.map((name) => classMap[name]) : classes;

/** The highest of `count` values that lie `step` apart, from `start`; NaN never wins. */
export const bestClass = (
  data: Float32Array,
  start: number,
  count: number,
  step = 1,
): { index: number; value: number } => {
  let index = 0;
  let value = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const candidate = data[start + i * step] as number;
    if (candidate > value) {
      index = i;
      value = candidate;
    }
  }
  return { index, value };
};

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Probabilities of `count` values from `start`. */
export const softmax = (data: Float32Array, start: number, count: number): Float32Array => {
  const values = data.slice(start, start + count);
  const highest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = values.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
};
