import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelOutput } from '#contract/model-output.ts';
import { readModel } from '../detect/model-registry.ts';
import { openSession } from '../detect/open-session.ts';
import { checkModel } from './check-model.ts';
import { runCheck } from './run-check.ts';
import { shippedPicture } from './test-frames.ts';

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}.onnx`, import.meta.url));
const check = (name: string) => checkModel(fixture(name), shippedPicture);

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'eyrie-check-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** Where a box of the 64×64 input lies in the 960×540 picture. */
const stretched = [360, 168.75, 240, 67.5];
const centred = [360, 90, 240, 120];

it.each<[name: string, output: Partial<ModelOutput>, box: number[] | undefined]>([
  ['yolox-grid', { family: 'yolox-grid', strides: [8, 16, 32] }, [360, 300, 240, 120]],
  ['yolov5', { family: 'yolov5', coordinates: 'input-pixels' }, centred],
  ['yolov8', { family: 'yolov8', coordinates: 'input-pixels' }, centred],
  ['yolov8-bytes-nhwc', { family: 'yolov8' }, centred],
  ['yolov8-half', { family: 'yolov8' }, centred],
  ['detection-rows', { family: 'detection-rows', columns: 'box-score-class' }, centred],
  ['detection-rows-without-batch', { family: 'detection-rows' }, centred],
  [
    'detection-rows-scaled',
    { family: 'detection-rows', columns: 'class-score-box', coordinates: 'source-pixels' },
    [360, 168.75, 240, 67.5],
  ],
  [
    'detection-lists-misnamed',
    { family: 'detection-lists', labels: 'scores', boxes: 'labels', scores: 'boxes' },
    stretched,
  ],
  ['detection-lists-counted', { family: 'detection-lists', count: 'num_dets' }, stretched],
  ['detr', { family: 'detr', activation: 'sigmoid' }, stretched],
  ['detr-softmax', { family: 'detr', activation: 'softmax' }, stretched],
  ['gfl', { family: 'gfl', strides: [8, 16, 32, 64], regMax: 7 }, stretched],
  ['gfl-pairs', { family: 'gfl', strides: [8, 16, 32], regMax: 7 }, [420, 202.5, 240, 67.5]],
  ['classifier', { family: 'classifier', activation: 'none' }, [0, 0, 960, 540]],
  ['heat-map', { family: 'heat-map', stride: 4, offset: 'offset' }, undefined],
  ['class-map', { family: 'class-map', stride: 8 }, undefined],
  ['weights-as-inputs', { family: 'yolov8' }, centred],
])('recognises %s by its numbers, and finds the one thing that it finds', async (name, output, box) => {
  const { best } = await check(name);
  expect(best?.manifest.output).toMatchObject(output);
  expect(best?.guess.sureness).toBeGreaterThan(0.65);
  expect(best?.guess.reasons.length).toBeGreaterThan(0);
  const [first] = best?.detections ?? [];
  expect(first?.score).toBeGreaterThan(0.8);
  if (box) for (const [i, value] of box.entries()) expect(first?.box[i]).toBeCloseTo(value, -0.5);
});

it('takes names and scene labels from the file, and says so', async () => {
  const { best } = await check('yolov8');
  expect(best?.manifest).toMatchObject({
    classes: ['car', 'bus', 'person'],
    classMap: { car: 'car', bus: 'bus', person: 'person' },
    task: 'vehicles',
  });
  expect(best?.classSource).toBe('named in the file');
});

it('tells a batch that works from one that is only declared, and from outputs without a batch axis', async () => {
  const batchOf = async (name: string) => (await check(name)).best?.batch;
  expect(await batchOf('yolov8')).toMatchObject({ works: true });
  expect(await batchOf('batch-only-declared')).toMatchObject({
    works: false,
    say: expect.stringMatching(/declared, but two pictures fail: .*Reshape/),
  });
  expect(await batchOf('detection-rows-without-batch')).toMatchObject({
    works: false,
    say: expect.stringMatching(/output0 has no batch axis: it comes as 10×6/),
  });
});

it('passes over weights that an old file lists as inputs', async () => {
  const { facts, inputs } = await check('weights-as-inputs');
  expect(facts.weightsListedAsInputs).toBeGreaterThan(0);
  expect(inputs.map(({ name }) => name)).toEqual(['images']);
});

it('finds the size at which a model of open size runs', async () => {
  const { best, notes } = await check('open-size');
  expect(best?.manifest.input).toMatchObject({ width: 224, height: 224 });
  expect(notes.join()).toMatch(/size is open; 224×224/);
});

it('says what to ask of an export that leaves its arithmetic out', async () => {
  const { best, notes } = await check('nested-heads');
  expect(best).toBeUndefined();
  expect(notes.join()).toMatch(/raw heads, one per stride/);
  const indices = await check('suppression-indices');
  expect(indices.best).toBeUndefined();
  expect(indices.notes.join()).toMatch(/selected may be the indices/);
});

it.each([
  ['absurd-shape', /1×1 pixels is none/],
  ['far-too-large', /200000×200000 pixels is none/],
  ['batch-of-four', /exactly 4 pictures a run/],
  ['two-pictures', /Several inputs could take the picture/],
  ['no-picture', /No input takes a picture/],
  ['weights-elsewhere', /keeps its weights in weights.bin; write it as one file/],
  ['gone', /there is no such file/],
])('refuses %s in words that help', async (name, message) => {
  await expect(check(name)).rejects.toThrow(message);
});

it.each([
  ['cut', async () => (await readFile(fixture('yolov5'))).subarray(0, 4000), /not a whole ONNX file/],
  ['empty', async () => Buffer.alloc(0), /it is empty/],
  ['text', async () => Buffer.from('no model at all, but some words'), /not a whole ONNX file/],
  [
    'pointer',
    async () => Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:00\n'),
    /Git LFS pointer/,
  ],
  ['page', async () => Buffer.from('<!doctype html><html></html>'), /web page/],
  ['zip', async () => Buffer.from('PK\u0003\u0004 a checkpoint'), /zip archive/],
])('refuses a file that is %s', async (name, bytes, message) => {
  const file = path.join(dir, `${name}.onnx`);
  await writeFile(file, await bytes());
  await expect(checkModel(file, shippedPicture)).rejects.toThrow(message);
});

it('survives every way of cutting a file short', async () => {
  const whole = await readFile(fixture('classifier'));
  const file = path.join(dir, 'short.onnx');
  for (let length = 0; length < whole.length; length += 7) {
    await writeFile(file, whole.subarray(0, length));
    const result = await checkModel(file, shippedPicture).catch((error: Error) => error);
    expect(result).toMatchObject({ name: 'ModelError' });
  }
});

it('writes a folder that the registry takes and that runs, and leaves one that is there alone', async () => {
  const folder = path.join(dir, 'written');
  const lines: string[] = [];
  const args = [fixture('yolov8'), '--write', folder];
  expect(await runCheck(args, (line) => lines.push(line))).toBe(0);
  expect(lines.join('\n')).toMatch(/Family: yolov8 \(sure/);
  expect(existsSync(path.join(folder, 'check.jpg'))).toBe(true);
  const model = await readModel(folder);
  if (!model) throw new Error('nothing was written');
  await (await openSession(model)).session.release();
  await expect(runCheck(args, () => {})).rejects.toThrow(/is there already/);
});

it('ends with 3 where no family fits', async () => {
  const lines: string[] = [];
  expect(await runCheck([fixture('nested-heads')], (line) => lines.push(line))).toBe(3);
  expect(lines.join('\n')).toMatch(/No family fits/);
});

/** YOLOX-Nano and DEIMv2-Atto as their authors export them, where somebody has put them. */
const real = process.env.EYRIE_REAL_MODELS ?? '';
describe.skipIf(!existsSync(real))('on real files (EYRIE_REAL_MODELS)', () => {
  it.each([
    ['yolox_nano_416_kazuhito', 'yolox-grid'],
    ['yolox_nano_416_iinfer', 'yolox-grid'],
    ['deimv2_atto_coco_int8', 'detection-lists'],
  ])('knows %s', async (name, family) => {
    const { best } = await checkModel(path.join(real, `${name}.onnx`), shippedPicture);
    expect(best?.manifest.output.family).toBe(family);
    expect(['car', 'truck']).toContain(best?.detections[0]?.label);
    expect(best?.batch.works).toBe(false);
  });
});
