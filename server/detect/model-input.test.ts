import { expect, it } from 'vitest';
import { createModelInput } from './model-input.ts';
import { frameOf, manifestOf } from './test-pictures.ts';

const inputOf = (changes: Parameters<typeof manifestOf>[0]['input']) =>
  createModelInput(manifestOf({ input: { width: 4, height: 3, ...changes } }).input);
const marked = (width: number, height: number, channels: 1 | 3 = 3) =>
  frameOf({ width, height, channels, pixel: (x, y, c) => 100 * c + 10 * y + x }).picture;

it('lays a picture into the top left corner and pads the rest', () => {
  const input = inputOf({ padValue: 114 });
  const data = input.tensorOf([marked(4, 2)]);
  expect(input.dims).toEqual([1, 3, 4, 3]);
  expect([...data.subarray(0, 24)]).toEqual([...marked(4, 2).data]);
  expect(new Set(data.subarray(24))).toEqual(new Set([114]));
  const narrow = inputOf({ padValue: 7 }).tensorOf([marked(2, 3)]);
  expect([...narrow.subarray(6, 12)]).toEqual([7, 7, 7, 7, 7, 7]);
});

it('writes planes in the order and arithmetic that the model wants', () => {
  const input = inputOf({ layout: 'NCHW', dtype: 'float32', colour: 'bgr', scale: 0.5, offset: -1 });
  const data = input.tensorOf([marked(4, 3)]);
  expect(input.dims).toEqual([1, 3, 3, 4]);
  expect(data).toBeInstanceOf(Float32Array);
  expect(data[0]).toBe(200 * 0.5 - 1);
  expect(data[24 + 5]).toBe(11 * 0.5 - 1);
});

it('stacks pictures oldest first, as planes or as channels', () => {
  const older = frameOf({ width: 4, height: 3, channels: 1, pixel: () => 1 }).picture;
  const newer = frameOf({ width: 4, height: 3, channels: 1, pixel: () => 2 }).picture;
  const planes = inputOf({ layout: 'NCHW', colour: 'grey', frames: 2 });
  expect(planes.dims).toEqual([1, 2, 3, 4]);
  expect([...planes.tensorOf([older, newer])]).toEqual([...Array(12).fill(1), ...Array(12).fill(2)]);
  const channels = inputOf({ layout: 'NHWC', colour: 'grey', frames: 2 });
  expect(channels.dims).toEqual([1, 3, 4, 2]);
  expect([...channels.tensorOf([older, newer]).subarray(0, 4)]).toEqual([1, 2, 1, 2]);
});

it('lays a picture into the middle, and pads each channel as the model would see grey', () => {
  const input = inputOf({
    fit: 'letterbox-centre',
    layout: 'NCHW',
    dtype: 'float32',
    padValue: 50,
    scale: 0.1,
    mean: [1, 2, 3],
    std: [1, 1, 0.5],
  });
  const data = input.tensorOf([marked(2, 3)]);
  expect([...data.subarray(0, 4)]).toEqual([4, 0 - 1, expect.closeTo(0.1 - 1, 5), 4]);
  expect([...data.subarray(24, 28)].map((value) => Number(value).toFixed(3))).toEqual(
    [(5 - 3) / 0.5, (20 - 3) / 0.5, (20.1 - 3) / 0.5, (5 - 3) / 0.5].map((value) => value.toFixed(3)),
  );
  const channels = inputOf({ fit: 'letterbox-centre', dtype: 'float32', mean: [0, 1, 2], padValue: 9 });
  expect([...channels.tensorOf([marked(2, 3)]).subarray(0, 6)]).toEqual([9, 8, 7, 0, 99, 198]);
});

it('writes half floats as their bits', () => {
  const data = inputOf({ dtype: 'float16', scale: 1 / 255, padValue: 255 }).tensorOf([marked(2, 3)]);
  expect(data).toBeInstanceOf(Uint16Array);
  expect([data[0], data[6]]).toEqual([0, 0x3c00]);
});

it('refuses a picture that does not fit', () => {
  expect(() => inputOf({}).tensorOf([marked(5, 3)])).toThrow(/does not fit/);
  expect(() => inputOf({ colour: 'grey' }).tensorOf([marked(4, 3)])).toThrow(/does not fit/);
});
