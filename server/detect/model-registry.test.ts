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

it('prefers the higher priority, and before all what a setting names, from several folders', async () => {
  const other = path.join(dir, 'more');
  const add = async (name: string, priority: number) => {
    await cp(path.join(dir, 'tiny'), path.join(other, name), { recursive: true });
    const file = path.join(other, name, 'model.json');
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), name, priority }));
  };
  await add('better', 2);
  await add('worse', -1);
  const dirs = [dir, other].join(path.delimiter);
  const chosen = async (preferred?: string) =>
    modelForScene(await readModels(dirs, undefined, preferred), 'fire-lane').manifest.name;
  expect(await chosen()).toBe('better');
  expect(await chosen('tiny')).toBe('tiny');
  await expect(chosen('gone')).rejects.toThrow('no model "gone" to prefer; the models here: tiny, better');
});

it('refuses two models of one name', async () => {
  await cp(path.join(dir, 'tiny'), path.join(dir, 'twin'), { recursive: true });
  await expect(readModels(dir)).rejects.toThrow(/twin: there is another model called tiny/);
});

it('checks the half-precision file as it checks the other', async () => {
  await cp(path.join(dir, 'tiny', 'model.onnx'), path.join(dir, 'tiny', 'half.onnx'));
  const { sha256 } = JSON.parse(await readFile(manifestFile(), 'utf8'));
  await change((manifest) => Object.assign(manifest, { fp16File: 'half.onnx', fp16Sha256: sha256 }));
  expect((await readModels(dir)).get('tiny')?.fp16Bytes).toBeDefined();
  await change((manifest) => Object.assign(manifest, { fp16Sha256: 'b'.repeat(64) }));
  await expect(readModels(dir)).rejects.toThrow(/half.onnx: SHA-256 is/);
  await change((manifest) => Object.assign(manifest, { fp16Sha256: undefined }));
  await expect(readModels(dir)).rejects.toThrow(/go together/);
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
