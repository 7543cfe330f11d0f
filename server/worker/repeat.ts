import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../platform/log.ts';

/** Runs `work` again and again; a failure is logged and costs one round, not the loop. */
export const repeat = async (
  name: string,
  everyMs: number,
  work: () => Promise<void>,
  { log, signal }: { log: Log; signal: AbortSignal },
): Promise<void> => {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      log.warn({ error: (error as Error).message }, `${name} failed; tried again in ${everyMs / 1000} s`);
    }
    await sleep(everyMs, undefined, { signal }).catch((error: Error) => {
      if (error.name !== 'AbortError') throw error;
    });
  }
};
