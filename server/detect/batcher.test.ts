import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import * as ort from 'onnxruntime-node';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBatcher } from './batcher.ts';
import { asModelSession, type ModelSession, type ModelTensor, openSession } from './open-session.ts';
import { manifestOf } from './test-pictures.ts';

const sizes: number[] = [];
beforeEach(() => {
  sizes.length = 0;
});
afterEach(() => vi.useRealTimers());

/** Gives each picture's first value back; refuses a picture that begins with 13. */
const echo = (most = Number.POSITIVE_INFINITY, keepsApart = true): ModelSession => ({
  async run({ data, dims }) {
    const count = dims[0] as number;
    sizes.push(count);
    const size = data.length / count;
    const values = Array.from({ length: count }, (_, i) => Number(data[i * size]));
    if (values.includes(13)) throw new Error('a bad picture');
    if (count > most) throw new Error('GatherElements: indices out of bounds');
    const out = Float32Array.from(values);
    return { out: { data: out, dims: keepsApart ? [count, 1] : [1, count] } };
  },
  release: async () => {},
});
const picture = (value: number, width = 2): ModelTensor => ({
  name: 'image',
  data: Uint8Array.from({ length: width }, () => value),
  dims: [1, width],
});
const ask = async (session: ModelSession, value: number, width?: number) =>
  (await session.run(picture(value, width))).out?.data[0];

it('runs as soon as a batch is full', async () => {
  vi.useFakeTimers();
  const session = createBatcher(echo(), { most: 4 });
  const answers = Promise.all([1, 2, 3, 4].map((value) => ask(session, value)));
  expect(await answers).toEqual([1, 2, 3, 4]);
  expect(sizes).toEqual([4]);
});

it('waits no longer than it may for others, and fills up to a power of two', async () => {
  vi.useFakeTimers();
  const session = createBatcher(echo(), { most: 8, waitMs: 20 });
  const answers = Promise.all([1, 2, 3].map((value) => ask(session, value)));
  await vi.advanceTimersByTimeAsync(19);
  expect(sizes).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(await answers).toEqual([1, 2, 3]);
  expect(sizes).toEqual([4]);
});

it('gives an error to whom it belongs, the others their answers, and goes on with batches', async () => {
  const session = createBatcher(echo(), { most: 3 });
  const results = await Promise.allSettled([1, 13, 3].map((value) => ask(session, value)));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  sizes.length = 0;
  await Promise.all([1, 2, 3].map((value) => ask(session, value)));
  expect(sizes).toEqual([4]);
});

it.each([
  ['fails at two', echo(1), /2 pictures fail: GatherElements/],
  ['mixes the pictures of a batch', echo(9, false), /do not keep the pictures of a batch apart/],
])('runs one by one from then on where the model %s', async (_, inner, reason) => {
  const refused: string[] = [];
  const session = createBatcher(inner, { most: 2, onRefused: (why) => refused.push(why) });
  expect(await Promise.all([5, 6].map((value) => ask(session, value)))).toEqual([5, 6]);
  sizes.length = 0;
  expect(await Promise.all([7, 8].map((value) => ask(session, value)))).toEqual([7, 8]);
  expect(sizes).toEqual([1, 1]);
  expect(refused).toEqual([expect.stringMatching(reason)]);
});

it('never stacks pictures of different shapes', async () => {
  const session = createBatcher(echo(), { most: 3 });
  const answers = [ask(session, 1), ask(session, 2, 5), ask(session, 3)];
  expect(await Promise.all(answers)).toEqual([1, 2, 3]);
  expect(sizes).toEqual([2, 1]);
});

it('answers who still waits before it is released', async () => {
  const session = createBatcher(echo(), { most: 8, waitMs: 10_000 });
  const answer = ask(session, 4);
  await session.release();
  expect(await answer).toBe(4);
});

const batchModel = await readFile(fileURLToPath(new URL('./fixtures/batch.onnx', import.meta.url)));
const brightness = manifestOf({
  input: { width: 4, height: 2 },
  output: { family: 'classifier', name: 'brightness' },
  classes: ['bright'],
});

it('keeps every camera’s answers its own and in order, with a real model, whoever asks when', async () => {
  const loaded = await ort.InferenceSession.create(batchModel);
  const inner = asModelSession({ manifest: brightness }, loaded);
  const cameras = fc.array(fc.array(fc.nat(255), { maxLength: 6 }), { minLength: 1, maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(cameras, fc.integer({ min: 1, max: 8 }), async (values, most) => {
      const session = createBatcher(inner, { most, waitMs: 1 });
      const seen = values.map((): number[] => []);
      const watch = async (own: number[], camera: number): Promise<void> => {
        for (const value of own) {
          const data = new Uint8Array(24).fill(value);
          const { brightness: out } = await session.run({ name: 'image', data, dims: [1, 2, 4, 3] });
          expect(out?.dims).toEqual([1, 1]);
          seen[camera]?.push(Math.round(out?.data[0] as number));
        }
      };
      await Promise.all(values.map(watch));
      expect(seen).toEqual(values);
    }),
    { numRuns: 60 },
  );
  await loaded.release();
});

it('opens a model with batches only where it has proved that it allows them', async () => {
  const open = (bytes: Uint8Array, manifest = brightness) =>
    openSession({ bytes, manifest }, { mostPictures: 8 });
  expect(await open(batchModel)).toMatchObject({ mostPictures: 8, notes: [] });
  const only = await readFile(new URL('../models/fixtures/batch-only-declared.onnx', import.meta.url));
  const declared = manifestOf({
    input: { name: 'images', width: 64, height: 64, layout: 'NCHW', dtype: 'float32' },
    output: { family: 'yolov8', name: 'output0' },
    classes: ['car', 'bus', 'person'],
  });
  expect(await open(only, declared)).toMatchObject({
    mostPictures: 1,
    notes: [expect.stringMatching(/no batches, two pictures fail/)],
  });
});

it('does without batches on the CPU unless told otherwise', async () => {
  expect((await openSession({ bytes: batchModel, manifest: brightness })).mostPictures).toBe(1);
});
