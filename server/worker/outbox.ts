import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { SeenWith } from '#contract/case.ts';
import { SceneChange } from '#contract/detection.ts';
import { WatchedCamera } from './watched-camera.ts';

/** Changes on their way to the database, each a file: what is in here survives any kill, and is sent until it arrived. */

export const OutboxEntry = z.object({
  changeId: z.string(),
  recordedAt: z.number(),
  change: SceneChange,
  /** As it stood and looked when the change was seen. */
  camera: WatchedCamera.omit({ streamUrl: true, processedUntil: true }),
  picture: z.object({ width: z.number(), height: z.number() }),
  /** What judged it; entries of older versions lack it. */
  seenBy: SeenWith.pick({ model: true, threshold: true }).optional(),
  /** File name of the picture beside the entry, and its media time. */
  snapshot: z.object({ file: z.string(), at: z.number() }).optional(),
});
export type OutboxEntry = z.infer<typeof OutboxEntry>;

export interface NewOutboxEntry extends Omit<OutboxEntry, 'changeId' | 'recordedAt' | 'snapshot'> {
  snapshot?: { jpeg: Uint8Array; at: number };
}

/** Camera, incident, change and time: the same for the same change, however often it is seen. */
export const changeIdOf = (cameraCode: string, { incidentKey, change, at }: SceneChange): string =>
  `${cameraCode}/${incidentKey}/${change}/${at}`;

/** A short name for files and storage keys made from a change. */
export const shortNameOf = (changeId: string): string =>
  createHash('sha256').update(changeId).digest('hex').slice(0, 24);

const entrySuffix = '.json';
const partialSuffix = '.partial';

export const createOutbox = (dir: string, now: () => number = Date.now) => {
  let lastRecordedAt = 0;

  return {
    /** Returns when the change is on the disk for good. */
    async put({ snapshot, ...entry }: NewOutboxEntry): Promise<string> {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const changeId = changeIdOf(entry.camera.code, entry.change);
      // Names sort in the order of recording, also within one millisecond.
      lastRecordedAt = Math.max(now(), lastRecordedAt + 1);
      const name = `${String(lastRecordedAt).padStart(15, '0')}-${shortNameOf(changeId)}`;
      const whole: OutboxEntry = { ...entry, changeId, recordedAt: lastRecordedAt };
      if (snapshot) {
        const file = `${name}.jpg`;
        await writeDurably(path.join(dir, file), snapshot.jpeg);
        whole.snapshot = { file, at: snapshot.at };
      }
      await writeDurably(path.join(dir, `${name}${entrySuffix}`), JSON.stringify(whole));
      await syncFolder(dir);
      return changeId;
    },

    /** Names of the entries, oldest first. */
    async list(): Promise<string[]> {
      const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      return names.filter((name) => name.endsWith(entrySuffix)).sort();
    },

    /** Throws a ZodError or SyntaxError for a file that is no entry. */
    async read(name: string): Promise<OutboxEntry> {
      return OutboxEntry.parse(JSON.parse(await readFile(path.join(dir, name), 'utf8')));
    },

    readSnapshot: ({ snapshot }: OutboxEntry): Promise<Uint8Array | undefined> =>
      snapshot ? readFile(path.join(dir, path.basename(snapshot.file))) : Promise.resolve(undefined),

    /** The entry arrived. */
    async remove(name: string): Promise<void> {
      await rm(path.join(dir, name), { force: true });
      await rm(path.join(dir, name.replace(entrySuffix, '.jpg')), { force: true });
    },

    /** The entry can never arrive: it is kept aside for people to look at. */
    async setAside(name: string): Promise<void> {
      const aside = path.join(dir, 'refused');
      await mkdir(aside, { recursive: true, mode: 0o700 });
      await rename(path.join(dir, name), path.join(aside, name));
      const picture = name.replace(entrySuffix, '.jpg');
      await rename(path.join(dir, picture), path.join(aside, picture)).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error;
        },
      );
    },

    /** Removes what a killed process left half written: partial files, and pictures that no entry names. */
    async tidy(): Promise<void> {
      const entries = new Set((await this.list()).map((name) => name.slice(0, -entrySuffix.length)));
      const names = await readdir(dir).catch(() => []);
      const left = names.filter(
        (name) => name.endsWith(partialSuffix) || (name.endsWith('.jpg') && !entries.has(name.slice(0, -4))),
      );
      for (const name of left) await rm(path.join(dir, name), { force: true });
    },
  };
};

export type Outbox = ReturnType<typeof createOutbox>;

/** Whole or not at all, and on the disk when it returns. */
const writeDurably = async (file: string, content: string | Uint8Array): Promise<void> => {
  const partial = `${file}.${randomUUID()}${partialSuffix}`;
  const handle = await open(partial, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, file);
};

/** Makes the renames themselves last. */
const syncFolder = async (dir: string): Promise<void> => {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
