import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ModelManifest } from '#contract/model.ts';

/** A model that may be run: its manifest is valid, and its file is the one that the manifest speaks of. */
export interface Model {
  manifest: ModelManifest;
  /** The model's bytes, as hashed: what is checked is what is run. */
  bytes: Uint8Array;
}

/** A model folder that can't be used; the message names the file and what is wrong with it. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

/**
 * Reads every `<dir>/<name>/model.json` with its model; folders without one are passed over.
 * A broken one throws a ModelError, or is told to `onBroken` and left out.
 */
export const readModels = async (
  dir: string,
  onBroken?: (error: ModelError) => void,
): Promise<Map<string, Model>> => {
  const models = new Map<string, Model>();
  for (const folder of await foldersIn(dir)) {
    try {
      const model = await readModel(path.join(dir, folder));
      if (model) models.set(model.manifest.name, model);
    } catch (error) {
      if (!onBroken || !(error instanceof ModelError)) throw error;
      onBroken(error);
    }
  }
  return models;
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
  const file = path.resolve(folder, manifest.file);
  if (path.relative(folder, file).startsWith('..')) {
    throw new ModelError(`${manifestFile}: its file lies outside its folder`);
  }
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new ModelError(
      `${file}: ${error.code === 'ENOENT' ? 'there is no such model file' : error.message}`,
    );
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== manifest.sha256) {
    throw new ModelError(`${file}: SHA-256 is ${sha256}, but ${manifestFile} says ${manifest.sha256}`);
  }
  return { manifest, bytes };
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

const foldersIn = async (dir: string): Promise<string[]> => {
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new ModelError(`${dir}: the folder of models can't be read (${error.code})`);
  });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
};
