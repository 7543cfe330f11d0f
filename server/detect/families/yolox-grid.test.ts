import { expect, it } from 'vitest';
import { frameOf, manifestOf } from '../test-pictures.ts';
import { createGridDecoder } from './yolox-grid.ts';

/** 32×16 at strides 8 and 16: 4×2 cells, then 2×1; seven numbers a cell. */
const cellCount = 10;
const gridOf = (cells: Record<number, number[]>) => {
  const data = new Float32Array(cellCount * 7);
  for (const [cell, values] of Object.entries(cells)) data.set(values, Number(cell) * 7);
  return { data, dims: [1, cellCount, 7] };
};
const decode = createGridDecoder(manifestOf({}), [8, 16]);
const picture = frameOf({ width: 32, height: 16, scale: 3 }).picture;

it('finds a box where its cell, offset and size say, in source pixels', () => {
  // Cell 6 is column 2 of row 1 at stride 8.
  const [found] = decode(gridOf({ 6: [0.25, 0.5, Math.log(2), Math.log(1.5), 0.9, 0.1, 0.8] }), picture);
  expect(found?.label).toBe('truck');
  expect(found?.score).toBeCloseTo(0.72, 5);
  const [x, y, w, h] = [(2 + 0.25) * 8 - 8, (1 + 0.5) * 8 - 6, 16, 12];
  for (const [i, value] of [x, y, w, h].entries()) expect(found?.box[i]).toBeCloseTo(value * 3, 4);
});

it('counts the coarse cells after the fine ones', () => {
  const [found] = decode(gridOf({ 9: [0.5, 0.5, 0, 0, 1, 1, 0] }), picture);
  expect(found?.box.map(Math.round)).toEqual([16 * 3, 0, 16 * 3, 16 * 3]);
});

it('drops what is below the threshold, and what is not a number', () => {
  const cells = {
    0: [0, 0, 0, 0, 0.9, 0.5, 0.4],
    1: [0, 0, 0, 0, Number.NaN, 1, 1],
    2: [0, 0, 0, 0, 1, Number.NaN, Number.NaN],
  };
  expect(decode(gridOf(cells), picture)).toEqual([]);
});

it('keeps one of several boxes around one thing, and both of two things', () => {
  const same = { 0: [0.5, 0.5, 0, 0, 0.9, 0.9, 0], 1: [-0.45, 0.5, 0, 0, 0.8, 0.9, 0] };
  expect(decode(gridOf(same), picture)).toHaveLength(1);
  const two = { 0: [0.5, 0.5, 0, 0, 0.9, 0.9, 0], 1: [0.5, 0.5, 0, 0, 0.8, 0.9, 0] };
  expect(decode(gridOf(two), picture)).toHaveLength(2);
});

it('refuses an output that is not the declared grid', () => {
  expect(() => decode({ data: new Float32Array(7), dims: [1, 1, 7] }, picture)).toThrow(
    /7 numbers where 10 cells of 7/,
  );
});
