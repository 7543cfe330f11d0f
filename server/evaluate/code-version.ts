import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const serverDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** Everything that lies between a picture and a decision. */
const stages = ['analyse', 'contract', 'detect', 'ingest', 'scenes'];
const single = ['worker/create-scene.ts', 'evaluate/analyse-clip.ts', '../package-lock.json'];

/** A hash of the code that decides: results of other code are not these. */
export const codeVersion = async (): Promise<string> => {
  const folders = await Promise.all(
    stages.map(async (stage) => {
      const names = await readdir(path.join(serverDir, stage), { recursive: true });
      return names.filter((name) => /(?<!\.test)\.ts$/.test(name)).map((name) => path.join(stage, name));
    }),
  );
  const hash = createHash('sha256');
  for (const file of [...folders.flat().sort(), ...single])
    hash.update(file).update(await readFile(path.join(serverDir, file)));
  return hash.digest('hex').slice(0, 16);
};
