import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { initFileName, parseSegmentFileName, type SegmentFacts } from './segment-name.ts';

export interface SweepReport {
  deleted: number;
  /** Of the deleted ones, those that a clip was still wanted of: the disk's bound came first. */
  deletedPinned: number;
  keptBytes: number;
}

interface Candidate extends SegmentFacts {
  file: string;
  pinned: boolean;
}

/** An unfinished write older than this was left by a process that died. */
export const abandonedMs = 60_000;

/** Deletes segments older than `keepMs` unless pinned, then the oldest (pinned ones last) until `maxBytes` holds. */
export async function sweepSegments(options: {
  dir: string;
  now: number;
  keepMs: number;
  maxBytes: number;
  pinned: { folder: string; fromAt: number; toAt: number }[];
}): Promise<SweepReport> {
  const kept: Candidate[] = [];
  const report: SweepReport = { deleted: 0, deletedPinned: 0, keptBytes: 0 };
  const folders = await readdir(options.dir, { withFileTypes: true }).catch(emptyWhereMissing);
  for (const folder of folders) {
    if (!folder.isDirectory()) continue;
    const pins = options.pinned.filter((range) => range.folder === folder.name);
    const folderPath = path.join(options.dir, folder.name);
    for (const candidate of await tidyFolder(folderPath, options.now, pins)) {
      if (!candidate.pinned && options.now - candidate.keptAt > options.keepMs) {
        await rm(candidate.file, { force: true });
        report.deleted++;
      } else kept.push(candidate);
    }
  }
  report.keptBytes = kept.reduce((total, candidate) => total + candidate.bytes, 0);
  kept.sort((a, b) => Number(a.pinned) - Number(b.pinned) || a.keptAt - b.keptAt);
  for (const candidate of kept) {
    if (report.keptBytes <= options.maxBytes) break;
    await rm(candidate.file, { force: true });
    report.keptBytes -= candidate.bytes;
    report.deleted++;
    if (candidate.pinned) report.deletedPinned++;
  }
  return report;
}

/** Lists a camera's segments, and deletes abandoned writes and init segments that no segment names any more. */
async function tidyFolder(
  folder: string,
  now: number,
  pins: { fromAt: number; toAt: number }[],
): Promise<Candidate[]> {
  const names = await readdir(folder).catch(emptyWhereMissing);
  const segments = names.flatMap((name) => {
    const facts = parseSegmentFileName(name);
    if (!facts) return [];
    const endAt = facts.startAt + facts.durationMs;
    const pinned = pins.some((range) => facts.startAt < range.toAt && endAt > range.fromAt);
    return [{ ...facts, pinned, file: path.join(folder, name) }];
  });
  const inits = new Set(
    segments.flatMap((segment) => (segment.initHash ? [initFileName(segment.initHash)] : [])),
  );
  for (const name of names) {
    const isLeftover = name.endsWith('.partial') || (name.endsWith('.init') && !inits.has(name));
    if (isLeftover && (await ageMs(path.join(folder, name), now)) > abandonedMs) {
      await rm(path.join(folder, name), { force: true });
    }
  }
  return segments;
}

async function ageMs(file: string, now: number): Promise<number> {
  try {
    return now - (await stat(file)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

function emptyWhereMissing(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
