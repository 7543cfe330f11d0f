import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, unlink } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { resolveRange } from './byte-range.ts';
import { assertEvidenceKey } from './evidence-key.ts';
import type { EvidenceStore } from './evidence-store.ts';

const partialMark = '.partial-';

/** Evidence as files below a folder: written beside, synced and renamed, so that a file that is there is whole. */
export function createFileStore(dir: string): EvidenceStore {
  const fileOf = (key: string) => {
    assertEvidenceKey(key);
    return path.join(dir, ...key.split('/'));
  };

  return {
    async put(key, bytes) {
      const file = fileOf(key);
      const folder = path.dirname(file);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const partial = path.join(folder, `${partialMark}${randomUUID()}`);
      try {
        const handle = await open(partial, 'wx', 0o600);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(partial, file);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      await syncFoldersUpTo(folder, dir);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { key, bytes: bytes.byteLength, sha256 };
    },

    async get(key, range) {
      const handle = await open(fileOf(key)).catch(undefinedWhereMissing);
      if (!handle) return undefined;
      try {
        const totalBytes = (await handle.stat()).size;
        const { start, end } = resolveRange(range, totalBytes);
        if (end < start) {
          await handle.close();
          return { stream: Readable.from([]), totalBytes, start, end };
        }
        return { stream: handle.createReadStream({ start, end }), totalBytes, start, end };
      } catch (error) {
        await handle.close();
        throw error;
      }
    },

    async delete(key) {
      try {
        await unlink(fileOf(key));
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },

    async *list(prefix) {
      const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(
        undefinedWhereMissing,
      );
      for (const entry of entries ?? []) {
        if (!entry.isFile() || entry.name.startsWith(partialMark)) continue;
        const file = path.join(entry.parentPath, entry.name);
        const key = path.relative(dir, file).split(path.sep).join('/');
        if (!key.startsWith(prefix)) continue;
        const handle = await open(file).catch(undefinedWhereMissing);
        if (!handle) continue;
        try {
          yield { key, bytes: (await handle.stat()).size };
        } finally {
          await handle.close();
        }
      }
    },
  };
}

/** A rename is durable once its folder is synced; a new folder once its parent is. */
async function syncFoldersUpTo(folder: string, root: string): Promise<void> {
  for (let current = folder; ; current = path.dirname(current)) {
    const handle = await open(current);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (current === root || current === path.dirname(current)) return;
  }
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

function undefinedWhereMissing(error: unknown): undefined {
  if (isMissing(error)) return undefined;
  throw error;
}
