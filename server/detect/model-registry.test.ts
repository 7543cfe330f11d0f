import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chooseProviders } from './execution-providers.ts';
import { readModels } from './model-registry.ts';
import { modelForScene } from './scene-model.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'eyrie-models-'));
  await cp(fileURLToPath(new URL('./fixtures/tiny', import.meta.url)), path.join(dir, 'tiny'), {
    recursive: true,
  });
});
afterEach(() => rm(dir, { recursive: true }));

const manifestFile = () => path.join(dir, 'tiny', 'model.json');
const change = async (edit: (manifest: Record<string, unknown>) => void): Promise<void> => {
  const manifest = JSON.parse(await readFile(manifestFile(), 'utf8'));
  edit(manifest);
  await writeFile(manifestFile(), JSON.stringify(manifest));
};

it('reads a model with its defaults, and finds it for the scene of its task', async () => {
  const models = await readModels(dir);
  expect([...models.keys()]).toEqual(['tiny']);
  expect(modelForScene(models, 'fire-lane').manifest.input).toMatchObject({ frames: 1, everyFrames: 1 });
  expect(() => modelForScene(models, 'straw-burning')).toThrow(
    'no model "smoke" for the scene straw-burning; the models here: tiny',
  );
});

it('passes over folders without a manifest', async () => {
  await rm(manifestFile());
  expect((await readModels(dir)).size).toBe(0);
});

it.each<[string, (manifest: Record<string, unknown>) => void, RegExp]>([
  [
    'another hash',
    (manifest) => Object.assign(manifest, { sha256: 'a'.repeat(64) }),
    /SHA-256 is [0-9a-f]{64}, but .*model.json says aaa/,
  ],
  [
    'a missing file',
    (manifest) => Object.assign(manifest, { file: 'gone.onnx' }),
    /gone.onnx: there is no such model file/,
  ],
  [
    'a file outside its folder',
    (manifest) => Object.assign(manifest, { file: '../../etc/passwd' }),
    /lies outside its folder/,
  ],
  ['a wrong field', (manifest) => Object.assign(manifest, { classes: [] }), /model.json: classes: /],
  [
    'an unknown family',
    (manifest) => Object.assign(manifest, { output: { family: 'oracle' } }),
    /model.json: output/,
  ],
])('refuses %s in words that help', async (_, edit, message) => {
  await change(edit);
  await expect(readModels(dir)).rejects.toThrow(message);
});

it('leaves a broken model out and goes on, if it may tell somebody', async () => {
  await cp(path.join(dir, 'tiny'), path.join(dir, 'broken'), { recursive: true });
  await writeFile(path.join(dir, 'broken', 'model.json'), '{');
  const broken: string[] = [];
  const models = await readModels(dir, (error) => broken.push(error.message));
  expect([...models.keys()]).toEqual(['tiny']);
  expect(broken[0]).toMatch(/broken.*not JSON/);
});

it('tries the providers whose libraries are there, in the wished order, and always the CPU at last', () => {
  expect(chooseProviders('tensorrt, CUDA', () => true).toTry).toEqual(['tensorrt', 'cuda', 'cpu']);
  expect(chooseProviders('cuda', (file) => !file.includes('cuda')).toTry).toEqual(['cpu']);
  expect(chooseProviders('tpu,cpu', () => true)).toEqual({ toTry: ['cpu'], notes: ['tpu: not known'] });
  expect(chooseProviders('', () => true).toTry).toEqual(['cpu']);
});
