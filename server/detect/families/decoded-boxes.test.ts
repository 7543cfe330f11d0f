import fc from 'fast-check';
import { expect, it } from 'vitest';
import { frameOf, manifestOf } from '../test-pictures.ts';
import { createDecoder } from './create-decoder.ts';

const yolov5 = { family: 'yolov5', name: 'out', coordinates: 'input-pixels' } as const;
const yolov8 = { family: 'yolov8', name: 'out', coordinates: 'input-pixels' } as const;
const picture = frameOf({ width: 32, height: 16, scale: 4 }).picture;
const tensorOf = (dims: number[], values: number[]) => ({ out: { data: Float32Array.from(values), dims } });

it('reads YOLOv5 rows: the score is objectness × class, the box lies around its centre', () => {
  const decode = createDecoder(manifestOf({ output: yolov5 }));
  const rows = [10, 8, 4, 6, 0.9, 0.1, 0.8, 20, 8, 4, 4, 0.9, 0.2, 0.1];
  expect(decode(tensorOf([1, 2, 7], rows), picture)).toEqual([
    { label: 'truck', score: expect.closeTo(0.72, 5), box: [32, 20, 16, 24] },
  ]);
});

it('reads YOLOv8 columns, and the same as rows, with or without a batch axis', () => {
  const decode = createDecoder(manifestOf({ output: yolov8 }));
  const columns = [10, 20, 8, 8, 4, 4, 6, 4, 0.1, 0.6, 0.8, 0.2];
  const rows = [10, 8, 4, 6, 0.1, 0.8, 20, 8, 4, 4, 0.6, 0.2];
  const wanted = [
    { label: 'truck', score: expect.closeTo(0.8, 5), box: [32, 20, 16, 24] },
    { label: 'car', score: expect.closeTo(0.6, 5), box: [72, 24, 16, 16] },
  ];
  for (const lead of [[1], []]) {
    expect(decode(tensorOf([...lead, 6, 2], columns), picture)).toEqual(wanted);
    expect(decode(tensorOf([...lead, 2, 6], rows), picture)).toEqual(wanted);
  }
});

it('takes boxes as shares of the input where the manifest says so', () => {
  const decode = createDecoder(manifestOf({ output: { ...yolov8, coordinates: 'normalised' } }));
  const [found] = decode(tensorOf([1, 6, 1], [0.5, 0.5, 0.25, 0.5, 0.9, 0]), picture);
  expect(found?.box).toEqual([12 * 4, 4 * 4, 8 * 4, 8 * 4]);
});

it('keeps one of two boxes around one thing', () => {
  const decode = createDecoder(manifestOf({ output: yolov8 }));
  expect(decode(tensorOf([1, 2, 6], [10, 8, 8, 8, 0.9, 0, 10.5, 8, 8, 8, 0.8, 0]), picture)).toHaveLength(1);
});

it('leaves out what the scene has no name for, and never passes its score to another class', () => {
  const manifest = { ...manifestOf({ output: yolov8, classes: ['train', 'motorcycle'] }) };
  const decode = createDecoder({ ...manifest, classMap: { motorcycle: 'motorbike' } });
  const rows = [10, 8, 4, 4, 0.9, 0.7, 20, 8, 4, 4, 0.1, 0.7];
  expect(decode(tensorOf([1, 2, 6], rows), picture).map(({ label }) => label)).toEqual(['motorbike']);
});

it('finds again what was put into a centred letterbox', () => {
  const manifest = manifestOf({ output: yolov8, input: { fit: 'letterbox-centre', width: 32, height: 32 } });
  const decode = createDecoder(manifest);
  const side = fc.double({ min: 1, max: 60, noNaN: true });
  fc.assert(
    fc.property(side, side, fc.nat(60), fc.nat(20), (w, h, x, y) => {
      // A 64×32 source lies as 32×16 in the middle of the input.
      const lying = frameOf({ width: 32, height: 16, scale: 2 }).picture;
      const values = [(x + w / 2) / 2, (y + h / 2) / 2 + 8, w / 2, h / 2, 0.9, 0];
      const box = decode(tensorOf([1, 1, 6], values), lying)[0]?.box ?? [];
      for (const [i, value] of [x, y, w, h].entries()) expect(box[i]).toBeCloseTo(value, 3);
    }),
  );
});

it('refuses another number of values a box than the classes make, and passes over what is no number', () => {
  const decode = createDecoder(manifestOf({ output: yolov8 }));
  expect(() => decode(tensorOf([1, 9, 5], Array(45).fill(0)), picture)).toThrow(/9×5 .* none of both is 6/);
  expect(() => decode(tensorOf([2, 2, 6], Array(24).fill(0)), picture)).toThrow(/2×2×6/);
  expect(decode(tensorOf([1, 1, 6], Array(6).fill(Number.NaN)), picture)).toEqual([]);
});
