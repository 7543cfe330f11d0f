import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import { foldFigures } from './figure.repository.ts';

const everyMs = 20_000;

/** Folds the figures' differences until it is told to stop. With several servers one folds, the others go by. */
export async function keepFiguresFolded(db: Db, log: Log, signal: AbortSignal): Promise<void> {
  for (let waitMs = everyMs; !signal.aborted; ) {
    try {
      await foldFigures(db);
      waitMs = everyMs;
    } catch (error) {
      waitMs = Math.min(waitMs * 2, 600_000);
      log.error({ err: error }, 'The figures could not be folded; they are read unfolded until they can');
    }
    await pause(waitMs, undefined, { signal }).catch(() => undefined); // stopped while waiting: the loop ends
  }
}
