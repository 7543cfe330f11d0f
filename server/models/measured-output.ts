import type { OutputTensor } from '../detect/output-tensor.ts';

/** What a model really gave for a picture, however it declares it. */
export interface MeasuredOutput extends OutputTensor {
  name: string;
  type: string;
}

export interface Range {
  min: number;
  max: number;
  /** No fraction in any value. */
  isWhole: boolean;
  /** Share of the values that lie in 0..1. */
  shareOfUnit: number;
}

/** Over the values from `start`, `step` apart; what is no number is passed over. */
export const rangeOf = (data: Float32Array, start = 0, step = 1): Range => {
  let [min, max, isWhole, inUnit, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true, 0, 0];
  for (let i = start; i < data.length; i += step) {
    const value = data[i] as number;
    if (!Number.isFinite(value)) continue;
    count += 1;
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (!Number.isInteger(value)) isWhole = false;
    if (value >= 0 && value <= 1) inUnit += 1;
  }
  if (count === 0) return { min: 0, max: 0, isWhole: true, shareOfUnit: 1 };
  return { min, max, isWhole, shareOfUnit: inUnit / count };
};

/** Over some columns of a table `[rows, width]`. */
export const rangeOfColumns = (
  { data }: OutputTensor,
  width: number,
  columns: { from: number; to: number },
): Range => {
  const ranges = Array.from({ length: columns.to - columns.from }, (_, i) =>
    rangeOf(data, columns.from + i, width),
  );
  return {
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
    isWhole: ranges.every(({ isWhole }) => isWhole),
    shareOfUnit: ranges.reduce((sum, { shareOfUnit }) => sum + shareOfUnit, 0) / Math.max(1, ranges.length),
  };
};

/** The shape without its leading batch axis of one picture, down to `least` axes. */
export const bareShape = (dims: readonly number[], least = 1): number[] => {
  const shape = [...dims];
  while (shape.length > least && shape[0] === 1) shape.shift();
  return shape;
};

/** True for probabilities, give or take rounding. */
export const isUnit = ({ min, max }: Range): boolean => min >= -1e-3 && max <= 1 + 1e-3;
