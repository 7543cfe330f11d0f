import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ClipResult } from './clip-result.ts';
import { argumentsOf, type EvaluationClip, filesOf } from './evaluation-clip.ts';

/** Results by what made them: footage, settings, model and code. A change of any of them is another key. */
export const createResultCache = (dir: string) => ({
  async keyOf(clip: EvaluationClip, modelSha256: string, code: string): Promise<string> {
    const hash = createHash('sha256');
    const { input: _, ...settings } = argumentsOf(clip);
    hash.update(JSON.stringify([settings, modelSha256, code]));
    for (const file of await filesOf(clip)) await pipeline(createReadStream(file), hash, { end: false });
    return hash.digest('hex').slice(0, 40);
  },

  /** Undefined where there is none, or none that can be read. */
  async read(key: string): Promise<ClipResult | undefined> {
    const text = await readFile(path.join(dir, `${key}.json`), 'utf8').catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      },
    );
    return text === undefined ? undefined : ClipResult.safeParse(JSON.parse(text)).data;
  },

  async write(key: string, result: ClipResult): Promise<void> {
    await mkdir(dir, { recursive: true });
    const partial = path.join(dir, `${key}.${process.pid}.partial`);
    await writeFile(partial, JSON.stringify(result));
    await rename(partial, path.join(dir, `${key}.json`));
  },
});
export type ResultCache = ReturnType<typeof createResultCache>;
