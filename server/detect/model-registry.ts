import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ModelManifest } from '#contract/model.ts';

/** A model that may be run: its manifest is valid, and its file is the one that the manifest speaks of. */
export interface Model {
  manifest: ModelManifest;
  /** The model's bytes, as hashed: what is checked is what is run. */
  bytes: Uint8Array;
  /** The same in half precision, for GPUs. */
  fp16Bytes?: Uint8Array;
}

/** A model folder that can't be used; the message names the file and what is wrong with it. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

/**
 * Reads every `<dir>/<name>/model.json` with its model; folders without one are passed over.
 * A broken one throws a ModelError, or is told to `onBroken` and left out.
 * @param dirs one folder of models, or several between the system's path delimiters
 * @param preferred names of models that go before all others of their task, comma-separated
 */
export const readModels = async (
  dirs: string,
  onBroken?: (error: ModelError) => void,
  preferred = '',
): Promise<Map<string, Model>> => {
  const models = new Map<string, Model>();
  const orTell = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!onBroken || !(error instanceof ModelError)) throw error;
      onBroken(error);
    }
  };
  for (const folder of await foldersIn(dirs)) {
    await orTell(async () => {
      const model = await readModel(folder);
      if (!model) return;
      const { name } = model.manifest;
      if (models.has(name)) throw new ModelError(`${folder}: there is another model called ${name}`);
      models.set(name, model);
    });
  }
  for (const name of preferred.split(',').flatMap((text) => text.trim() || [])) {
    await orTell(async () => prefer(models, name));
  }
  return models;
};

const prefer = (models: Map<string, Model>, name: string): void => {
  const model = models.get(name);
  if (!model) {
    const names = [...models.keys()].join(', ') || 'none';
    throw new ModelError(`There is no model "${name}" to prefer; the models here: ${names}`);
  }
  const manifest = { ...model.manifest, priority: Number.POSITIVE_INFINITY };
  models.set(name, { ...model, manifest });
};

/** One model's folder; `undefined` where it has no manifest. */
export const readModel = async (folder: string): Promise<Model | undefined> => {
  const manifestFile = path.join(folder, 'model.json');
  const text = await readFile(manifestFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const manifest = parseManifest(text, manifestFile);
  const bytes = await readChecked(folder, manifestFile, manifest.file, manifest.sha256);
  const { fp16File, fp16Sha256 } = manifest;
  if (fp16File === undefined || fp16Sha256 === undefined) return { manifest, bytes };
  return { manifest, bytes, fp16Bytes: await readChecked(folder, manifestFile, fp16File, fp16Sha256) };
};

/** A file of the folder, if it is the one that the manifest speaks of. */
const readChecked = async (
  folder: string,
  manifestFile: string,
  name: string,
  wanted: string,
): Promise<Uint8Array> => {
  const file = path.resolve(folder, name);
  if (path.relative(folder, file).startsWith('..')) {
    throw new ModelError(`${manifestFile}: its file lies outside its folder`);
  }
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new ModelError(
      `${file}: ${error.code === 'ENOENT' ? 'there is no such model file' : error.message}`,
    );
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== wanted) {
    throw new ModelError(`${file}: SHA-256 is ${sha256}, but ${manifestFile} says ${wanted}`);
  }
  return bytes;
};

const parseManifest = (text: string, file: string): ModelManifest => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ModelError(`${file}: not JSON (${(error as Error).message})`);
  }
  const parsed = ModelManifest.safeParse(json);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path: where, message }) => `${where.join('.')}: ${message}`);
  throw new ModelError(`${file}: ${lines.join('; ')}`);
};

const foldersIn = async (dirs: string): Promise<string[]> => {
  const folders: string[] = [];
  for (const dir of dirs.split(path.delimiter)) {
    const entries = await readdir(dir, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      throw new ModelError(`${dir}: the folder of models can't be read (${error.code})`);
    });
    const found = entries.filter((entry) => entry.isDirectory() || entry.isSymbolicLink());
    folders.push(...found.map((entry) => path.join(dir, entry.name)).sort());
  }
  return folders;
};
