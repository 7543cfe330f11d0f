import { expect, it } from 'vitest';
import { frameOf, manifestOf } from '../test-pictures.ts';
import { createDecoder } from './create-decoder.ts';

/** 32×16 at strides 8 and 16: 4×2 cells, then 2×1; two classes and distances of 0…3 cells. */
const cellCount = 10;
const bins = 4;
const shared = {
  family: 'gfl' as const,
  strides: [8, 16],
  regMax: 3,
  cellCentre: 0.5,
  activation: 'none' as const,
};
const picture = frameOf({ width: 32, height: 16, scale: 2 }).picture;

/** A distribution that is sure of one distance. */
const sure = (distance: number) =>
  Array.from({ length: bins }, (_, i) => (Math.round(distance) === i ? 40 : 0));
const distances = [1, 0, 2, 1];
const cell = { index: 6, scores: [0.2, 0.9] };
// Cell 6 is column 2 of row 1 at stride 8: its centre is (20, 12).
const found = [{ label: 'truck', score: expect.closeTo(0.9, 5), box: [24, 24, 48, 16] }];
const rounded = (detections: { label: string; score: number; box: readonly number[] }[]) =>
  detections.map((one) => ({ ...one, box: one.box.map(Math.round) }));

it('reads scores and distributions from one tensor', () => {
  const step = 2 + 4 * bins;
  const data = new Float32Array(cellCount * step);
  data.set([...cell.scores, ...distances.flatMap(sure)], cell.index * step);
  const decode = createDecoder(manifestOf({ output: { ...shared, name: 'out' } }));
  expect(rounded(decode({ out: { data, dims: [1, cellCount, step] } }, picture))).toEqual(found);
});

it('reads them from a pair of tensors per stride', () => {
  const counts = [8, 2];
  const heads = counts.map((_, i) => ({ scores: `cls${i}`, distances: `dis${i}` }));
  const tensors = Object.fromEntries(
    counts.flatMap((count, i) => [
      [`cls${i}`, { data: new Float32Array(count * 2), dims: [1, count, 2] }],
      [`dis${i}`, { data: new Float32Array(count * 4 * bins), dims: [1, count, 4 * bins] }],
    ]),
  );
  tensors.cls0?.data.set(cell.scores, cell.index * 2);
  tensors.dis0?.data.set(distances.flatMap(sure), cell.index * 4 * bins);
  const decode = createDecoder(manifestOf({ output: { ...shared, heads } }));
  expect(rounded(decode(tensors, picture))).toEqual(found);
});

it('takes the mean of a distribution that wavers between two distances', () => {
  const step = 2 + 4 * bins;
  const data = new Float32Array(cellCount * step);
  const wavering = [0, 40, 40, 0];
  data.set([...cell.scores, ...wavering, ...sure(0), ...wavering, ...sure(1)], cell.index * step);
  const decode = createDecoder(manifestOf({ output: { ...shared, name: 'out' } }));
  const [first] = decode({ out: { data, dims: [1, cellCount, step] } }, picture);
  expect(first?.box[0]).toBeCloseTo((20 - 12) * 2, 3);
});

it('refuses what its strides and classes do not make', () => {
  const decode = createDecoder(manifestOf({ output: { ...shared, name: 'out' } }));
  expect(() => decode({ out: { data: new Float32Array(18), dims: [1, 1, 18] } }, picture)).toThrow(
    /18 numbers where .* make 180/,
  );
});
