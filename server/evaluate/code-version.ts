import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const serverDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** Everything that lies between a picture and a decision: whole stages, and some files of others. */
const stages = ['analyse', 'detect', 'ingest', 'scenes'];
const single = ['worker/create-scene.ts', 'evaluate/analyse-clip.ts'];
const contract = /^(detection|model|scene-settings).*\.ts$/;
const libraries = ['node-av', 'onnxruntime-node', 'sharp'];

/** A hash of the code that decides: results of other code are not these. */
export const codeVersion = async (): Promise<string> => {
  const inStages = await Promise.all(stages.map((stage) => filesBelow(stage, /(?<!\.test)\.ts$/)));
  const files = [...inStages.flat(), ...(await filesBelow('contract', contract)), ...single];
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(file).update(await readFile(path.join(serverDir, file)));
  const { dependencies } = JSON.parse(await readFile(path.join(serverDir, '../package.json'), 'utf8'));
  for (const library of libraries) hash.update(`${library} ${dependencies[library]}`);
  return hash.digest('hex').slice(0, 16);
};

const filesBelow = async (folder: string, names: RegExp): Promise<string[]> =>
  (await readdir(path.join(serverDir, folder), { recursive: true }))
    .filter((name) => names.test(name))
    .map((name) => path.join(folder, name));
