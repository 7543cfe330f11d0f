import { expect, it } from 'vitest';
import { frameOf, manifestOf } from '../test-pictures.ts';
import { createDecoder } from './create-decoder.ts';

const manifest = manifestOf({
  output: { family: 'class-map', name: 'map', stride: 4 },
  classes: ['smoke', 'flame'],
  thresholds: { score: 0.2 },
});
const columns = 8;
const rows = 4;

/** Decodes a map of 8×4 cells per class; `cells` are [plane, column, row, probability]. */
const decode = (cells: [number, number, number, number][], size = { width: 32, height: 16 }) => {
  const data = new Float32Array(2 * columns * rows);
  for (const [plane, x, y, value] of cells) data[plane * columns * rows + y * columns + x] = value;
  const { picture } = frameOf({ ...size, scale: 2 });
  return createDecoder(manifest)({ map: { data, dims: [1, 2, rows, columns] } }, picture);
};

it('makes one region of cells that touch, as sure as its three surest are', () => {
  expect(
    decode([
      [0, 2, 1, 0.9],
      [0, 3, 1, 0.6],
      [0, 3, 2, 0.6],
      [0, 4, 2, 0.5],
    ]),
  ).toEqual([{ label: 'smoke', score: expect.closeTo(0.7, 5), box: [16, 8, 24, 16] }]);
});

it('keeps apart what does not touch, and the classes', () => {
  const found = decode([
    [0, 0, 0, 0.8],
    [0, 0, 1, 0.8],
    [0, 1, 1, 0.8],
    [1, 6, 2, 0.9],
    [1, 6, 3, 0.9],
    [1, 7, 3, 0.9],
  ]);
  expect(found.map(({ label, box }) => [label, ...box])).toEqual([
    ['smoke', 0, 0, 16, 16],
    ['flame', 48, 16, 16, 16],
  ]);
});

it('doubts a cell that stands alone', () => {
  expect(decode([[0, 4, 2, 0.55]])).toEqual([]);
  expect(decode([[0, 4, 2, 0.9]])[0]?.score).toBeCloseTo(0.3, 5);
});

it('says nothing of the padding', () => {
  expect(
    decode(
      [
        [0, 6, 1, 0.9],
        [0, 7, 1, 0.9],
        [0, 7, 2, 0.9],
      ],
      { width: 20, height: 16 },
    ),
  ).toEqual([]);
});

it('refuses a map of other classes', () => {
  const { picture } = frameOf({ width: 32, height: 16 });
  expect(() =>
    createDecoder(manifest)({ map: { data: new Float32Array(32), dims: [1, 1, 4, 8] } }, picture),
  ).toThrow(/gives a map of 1×1×4×8 for 2 classes/);
});
