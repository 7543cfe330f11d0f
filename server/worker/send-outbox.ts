import { setTimeout as sleep } from 'node:timers/promises';
import { ZodError } from 'zod';
import type { Log } from '../platform/log.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';

/** Sends what lies in the outbox, in order per camera, again and again until it arrives. */

export interface SendOutboxOptions {
  outbox: Outbox;
  deliver(
    entry: OutboxEntry,
    snapshot: Uint8Array | undefined,
  ): Promise<{ outcome: string; caseId?: string }>;
  log: Log;
  signal: AbortSignal;
  firstPauseMs?: number;
}

const longestPauseMs = 30_000;
const idleMs = 5_000;

export const createOutboxSender = (options: SendOutboxOptions) => {
  const { outbox, deliver, log, signal, firstPauseMs = 500 } = options;
  let isNudged = false;
  let wake = (): void => {};

  const sendOne = async (name: string, entry: OutboxEntry): Promise<void> => {
    const sent = await deliver(entry, await outbox.readSnapshot(entry));
    await outbox.remove(name);
    const { change, scene } = entry.change;
    log.info(
      { cameraCode: entry.camera.code, scene, change, ...sent },
      `a change was recorded: ${sent.outcome}`,
    );
  };

  /** Everything that waits, once; false if something has to wait longer. */
  const sendAll = async (isStopping = false): Promise<boolean> => {
    const held = new Set<string>();
    for (const name of await outbox.list()) {
      if (signal.aborted && !isStopping) break;
      const entry = await readOrSetAside(name);
      // What comes later from a camera must not overtake what waits.
      if (!entry || held.has(entry.camera.code)) continue;
      try {
        await sendOne(name, entry);
      } catch (error) {
        if (isRefused(error)) {
          log.error(
            { entry: name, error: (error as Error).message },
            'a change is refused for good; it is set aside',
          );
          await outbox.setAside(name);
          continue;
        }
        held.add(entry.camera.code);
        log.warn({ entry: name, error: (error as Error).message }, 'a change could not be recorded yet');
      }
    }
    return held.size === 0;
  };

  const readOrSetAside = async (name: string): Promise<OutboxEntry | undefined> => {
    try {
      return await outbox.read(name);
    } catch (error) {
      if (!(error instanceof ZodError || error instanceof SyntaxError)) throw error;
      log.error({ entry: name, error: error.message }, 'a file in the outbox is no change; it is set aside');
      await outbox.setAside(name);
      return undefined;
    }
  };

  /** Until something new lies in the outbox, the time is up or the sender stops. */
  const nudgeOr = async (ms: number): Promise<void> => {
    if (isNudged) return;
    const rest = new AbortController();
    wake = () => rest.abort();
    signal.addEventListener('abort', wake, { once: true });
    await pauseUntil(ms, rest.signal);
    signal.removeEventListener('abort', wake);
  };

  return {
    /** Something new lies in the outbox. */
    nudge(): void {
      isNudged = true;
      wake();
    },
    /** Sends what came while stopping. */
    sendLast: (): Promise<boolean> => sendAll(true),
    async run(): Promise<void> {
      await outbox.tidy();
      let pauseMs = firstPauseMs;
      while (!signal.aborted) {
        isNudged = false;
        const isDone = await sendAll().catch((error: unknown) => {
          log.error({ error: (error as Error).message }, 'the outbox can not be read');
          return false;
        });
        if (isDone) {
          pauseMs = firstPauseMs;
          await nudgeOr(idleMs);
        } else {
          await pauseUntil(pauseMs, signal);
          pauseMs = Math.min(pauseMs * 2, longestPauseMs);
        }
      }
    },
  };
};

/** Integrity (23…) and data (22…) errors of the database stay as they are, however often one tries. */
const isRefused = (error: unknown): boolean => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^2[23]\w{3}$/.test(code);
};

const pauseUntil = async (ms: number, signal: AbortSignal): Promise<void> => {
  await sleep(ms, undefined, { signal }).catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
  });
};
