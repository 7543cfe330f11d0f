import { expect, it } from 'vitest';
import type { OutputTensor } from '../output-tensor.ts';
import { frameOf, manifestOf } from '../test-pictures.ts';
import { createHeatMapDecoder } from './heat-map.ts';

const output = {
  family: 'heat-map',
  heat: 'heat',
  offset: 'offset',
  stride: 4,
  maxPeaks: 3,
  boxSide: 12,
} as const;
const manifest = manifestOf({ output, classes: ['falling-object'], thresholds: { score: 0.4 } });
const { offset: _, ...withoutOffset } = output;
const picture = frameOf({ width: 32, height: 16, scale: 2 }).picture;
const decode = (heat: OutputTensor, offset: OutputTensor | undefined) =>
  offset
    ? createHeatMapDecoder(manifest, output)({ heat, offset }, picture)
    : createHeatMapDecoder(manifest, withoutOffset)({ heat }, picture);
const columns = 8;
const rows = 4;

const heatOf = (cells: [column: number, row: number, value: number][]) => {
  const data = new Float32Array(columns * rows);
  for (const [column, row, value] of cells) data[row * columns + column] = value;
  return { data, dims: [1, 1, rows, columns] };
};
const centres = (heat: ReturnType<typeof heatOf>, offset?: { data: Float32Array; dims: number[] }) =>
  decode(heat, offset).map(({ box: [x, y, w, h] }) => [x + w / 2, y + h / 2]);

it('puts a peak at its cell’s centre, in source pixels, with the declared box', () => {
  const [found] = decode(heatOf([[5, 2, 0.9]]), undefined);
  expect(found).toMatchObject({ label: 'falling-object', score: expect.closeTo(0.9, 5) });
  expect(found?.box).toEqual([(5.5 * 4 - 6) * 2, (2.5 * 4 - 6) * 2, 24, 24]);
});

it('moves it by the offset in cells', () => {
  const offset = { data: new Float32Array(2 * columns * rows), dims: [1, 2, rows, columns] };
  offset.data[2 * columns + 5] = 0.25;
  offset.data[columns * rows + 2 * columns + 5] = -0.5;
  expect(centres(heatOf([[5, 2, 0.9]]), offset)).toEqual([[5.75 * 4 * 2, 2 * 4 * 2]]);
});

it('sees one peak in a hot area and in a plateau, and two that stand apart', () => {
  const cells = (found: number[][]) => found.length;
  expect(
    cells(
      centres(
        heatOf([
          [2, 1, 0.6],
          [3, 1, 0.9],
          [3, 2, 0.7],
        ]),
      ),
    ),
  ).toBe(1);
  expect(
    cells(
      centres(
        heatOf([
          [2, 1, 0.6],
          [3, 1, 0.6],
          [3, 2, 0.6],
        ]),
      ),
    ),
  ).toBe(1);
  expect(
    cells(
      centres(
        heatOf([
          [0, 0, 0.6],
          [7, 3, 0.6],
        ]),
      ),
    ),
  ).toBe(2);
});

it('gives the hottest first, no more than the model may claim, and nothing lukewarm', () => {
  const heat = heatOf([
    [0, 0, 0.5],
    [2, 0, 0.8],
    [4, 0, 0.6],
    [6, 0, 0.7],
    [0, 3, 0.39],
  ]);
  expect(decode(heat, undefined).map(({ score }) => Number(score.toFixed(2)))).toEqual([0.8, 0.7, 0.6]);
});

it('refuses a map with another number of planes than classes', () => {
  expect(() => decode({ data: new Float32Array(64), dims: [1, 2, 4, 8] }, undefined)).toThrow(
    /for 1 classes/,
  );
});
