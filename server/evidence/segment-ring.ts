import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Clock, systemClock } from '../platform/clock.ts';
import {
  cameraFolderName,
  initFileName,
  initHash,
  parseSegmentFileName,
  type SegmentFacts,
  segmentFileName,
} from './segment-name.ts';
import { abandonedMs, type SweepReport, sweepSegments } from './segment-sweep.ts';

/** A segment as the camera sent it (decrypted). */
export interface NewSegment {
  /** Media time of its first picture, epoch milliseconds. */
  startAt: number;
  durationMs: number;
  container: 'ts' | 'fmp4';
  bytes: Uint8Array;
  /** The init segment that an fMP4 segment belongs to. */
  init?: Uint8Array;
  /** Its timestamps do not follow those of the segment before. */
  discontinuity?: boolean;
}

export interface KeptSegment extends Omit<NewSegment, 'discontinuity'> {
  discontinuity: boolean;
}

/** Footage that must not age away while somebody still wants a clip of it. */
export interface PinnedRange {
  cameraCode: string;
  fromAt: number;
  toAt: number;
}

/**
 * The last minutes of every camera on this machine, as files. Several processes may keep segments in it at once; one of
 * them sweeps. The file names are the index, so a process that was killed leaves nothing to repair.
 */
export interface SegmentRing {
  /** Rejects where the segment could not be written (disk full, no permission). */
  keep(cameraCode: string, segment: NewSegment): Promise<void>;
  /** The segments that overlap [fromAt, toAt), in media time order, each once; damaged files are left out. */
  read(cameraCode: string, fromAt: number, toAt: number): Promise<KeptSegment[]>;
  /** Deletes what is too old, then the oldest while there is too much. `ageOut: false` only bounds the size. */
  sweep(options?: { pinned?: PinnedRange[]; ageOut?: boolean }): Promise<SweepReport>;
}

export function createSegmentRing(options: {
  dir: string;
  keepMs: number;
  /** Of all cameras together. */
  maxBytes?: number;
  clock?: Clock;
}): SegmentRing {
  const { dir, keepMs, maxBytes = 50 * 2 ** 30, clock = systemClock } = options;
  const folderOf = (cameraCode: string) => path.join(dir, cameraFolderName(cameraCode));
  const initWrittenAt = new Map<string, number>();

  async function keepInit(folder: string, init: Uint8Array): Promise<string> {
    const hash = initHash(init);
    const file = path.join(folder, initFileName(hash));
    // written again now and then, so that a sweep never takes it for a leftover while segments still come
    if (clock.now() - (initWrittenAt.get(file) ?? Number.NEGATIVE_INFINITY) > abandonedMs / 2) {
      await writeWhole(file, init);
      initWrittenAt.set(file, clock.now());
    }
    return hash;
  }

  return {
    async keep(cameraCode, segment) {
      if (segment.container === 'fmp4' && !segment.init)
        throw new Error('an fMP4 segment needs its init segment');
      const folder = folderOf(cameraCode);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const facts: SegmentFacts = {
        startAt: segment.startAt,
        durationMs: segment.durationMs,
        keptAt: clock.now(),
        bytes: segment.bytes.byteLength,
        container: segment.container,
        discontinuity: segment.discontinuity ?? false,
        ...(segment.container === 'fmp4' &&
          segment.init && { initHash: await keepInit(folder, segment.init) }),
      };
      await writeWhole(path.join(folder, segmentFileName(facts)), segment.bytes);
    },

    async read(cameraCode, fromAt, toAt) {
      const folder = folderOf(cameraCode);
      const newestByStart = new Map<number, SegmentFacts>();
      for (const name of await namesIn(folder)) {
        const facts = parseSegmentFileName(name);
        if (!facts || facts.startAt >= toAt || facts.startAt + facts.durationMs <= fromAt) continue;
        const other = newestByStart.get(facts.startAt);
        if (!other || other.keptAt <= facts.keptAt) newestByStart.set(facts.startAt, facts);
      }
      const inOrder = [...newestByStart.values()].sort((a, b) => a.startAt - b.startAt);
      const segments: KeptSegment[] = [];
      for (const facts of inOrder) {
        const segment = await readSegment(folder, facts);
        if (segment) segments.push(segment);
      }
      return segments;
    },

    sweep: ({ pinned = [], ageOut = true } = {}) =>
      sweepSegments({
        dir,
        now: clock.now(),
        keepMs: ageOut ? keepMs : Number.POSITIVE_INFINITY,
        maxBytes,
        pinned: pinned.map((range) => ({ ...range, folder: cameraFolderName(range.cameraCode) })),
      }),
  };
}

/** `undefined` where the file has gone since, or is shorter than its name says (a power cut). */
async function readSegment(folder: string, facts: SegmentFacts): Promise<KeptSegment | undefined> {
  const bytes = await readIfThere(path.join(folder, segmentFileName(facts)));
  if (bytes?.byteLength !== facts.bytes) return undefined;
  const { startAt, durationMs, container, discontinuity } = facts;
  if (!facts.initHash) return { startAt, durationMs, container, discontinuity, bytes };
  const init = await readIfThere(path.join(folder, initFileName(facts.initHash)));
  if (!init || initHash(init) !== facts.initHash) return undefined;
  return { startAt, durationMs, container, discontinuity, bytes, init };
}

/** Writes beside and renames, so that a reader sees the whole file or none. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  await writeFile(partial, bytes, { mode: 0o600 });
  await rename(partial, file);
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
