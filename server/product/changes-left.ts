import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { workerFolders } from '../worker/worker-folders.ts';

/** For tests: the changes that the worker has not brought to the database yet, or that it refused for good. */
export async function changesLeft(dataDir: string): Promise<string[]> {
  const { outbox } = workerFolders(dataDir);
  const [waiting, refused] = await Promise.all([namesIn(outbox), namesIn(path.join(outbox, 'refused'))]);
  return [...waiting, ...refused].filter((name) => name.endsWith('.json'));
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}
