import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import { type Pool, transact } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { listExpiringFiles, listReplacedKeys, lockFile, logDeletion } from './retention.repository.ts';
import { expiryCutoff, isExpired } from './retention-rule.ts';

export interface RetentionOptions {
  pool: Pool;
  store: EvidenceStore;
  keepDays: number;
  /** Days that the evidence of cases with an operator's feedback is kept, if that is longer. */
  feedbackDays: number;
  clock: Clock;
  log: Log;
}

const dayMs = 86_400_000;
const afterFailureMs = 600_000;
/** Replaced files are looked for this far back: as long as a store may have been away. */
const replacedWithinMs = 30 * dayMs;

/** Deletes what has been kept long enough, each file with a logged row; several servers may do it at once. */
export async function removeExpired(options: RetentionOptions): Promise<{ deleted: number; failed: number }> {
  const { pool, store, clock, log } = options;
  const result = { deleted: 0, failed: 0 };

  async function attempt(storageKey: string, work: () => Promise<boolean>): Promise<void> {
    try {
      if (await work()) result.deleted++;
    } catch (error) {
      result.failed++;
      log.warn({ err: error, storageKey }, 'evidence whose time is over could not be deleted');
    }
  }

  const cutoffOf = (hasFeedback: boolean) => expiryCutoff(clock.now(), daysFor(options, hasFeedback));
  const cutoffs = { usual: cutoffOf(false), withFeedback: cutoffOf(true) };
  for (let afterId: string | null = null; ; ) {
    const ids = await listExpiringFiles(pool, cutoffs, afterId);
    for (const id of ids) await attempt(id, () => removeFile(options, id));
    afterId = ids.at(-1) ?? null;
    if (afterId === null) break;
  }
  for (const key of await listReplacedKeys(pool, clock.now() - replacedWithinMs)) {
    await attempt(key, () => store.delete(key));
  }
  return result;
}

const daysFor = ({ keepDays, feedbackDays }: RetentionOptions, hasFeedback: boolean): number =>
  hasFeedback ? Math.max(keepDays, feedbackDays) : keepDays;

/**
 * The file goes first: were the process killed before the row is gone, the next run finds the row, no file, and ends it.
 * The other way round a file could stay for ever.
 */
function removeFile(options: RetentionOptions, id: string): Promise<boolean> {
  const { pool, store, clock } = options;
  return transact(pool, async (tx) => {
    const file = await lockFile(tx, id);
    if (!file) return false;
    const keepDays = daysFor(options, file.hasFeedback);
    if (!isExpired(file, clock.now(), keepDays)) return false;
    await store.delete(file.storageKey);
    await logDeletion(tx, file, `kept for ${keepDays} days after the case was closed`);
    return true;
  });
}

/** Once a day until the signal aborts; sooner again after a failure. */
export async function runRetention(options: RetentionOptions & { signal: AbortSignal }): Promise<void> {
  const { log, signal } = options;
  while (!signal.aborted) {
    let pauseMs = dayMs;
    try {
      const { deleted, failed } = await removeExpired(options);
      if (deleted + failed > 0) log.info({ deleted, failed }, 'evidence whose time is over was deleted');
      if (failed > 0) pauseMs = afterFailureMs;
    } catch (error) {
      pauseMs = afterFailureMs;
      log.warn({ err: error }, 'retention waits');
    }
    await pause(pauseMs, undefined, { signal, ref: false }).catch((error: Error) => {
      if (error.name !== 'AbortError') throw error;
    });
  }
}
