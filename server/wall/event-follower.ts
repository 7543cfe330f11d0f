import pg from 'pg';
import type { Pool } from '../platform/db.ts';
import { createDoorbell } from '../platform/doorbell.ts';
import { eventChannel, readEvents, readLogEnds, type StoredEvent } from '../platform/event-log.ts';
import type { Log } from '../platform/log.ts';

/** A change of the log that followers react to, in the log's order. */
export interface EventFollower {
  /** The newest sequence handed out. */
  readonly seq: number;
  /** Catches up, then runs `work` before the next batch: nothing is handed out meanwhile, so what it reads fits to `seq`. */
  between<T>(work: (seq: number) => Promise<T>): Promise<T>;
}

const batchSize = 500;
const pollMs = 1000;
const maxPauseMs = 10_000;

/**
 * Follows the event log: LISTEN on a connection of its own wakes it, a poll every second catches what a lost
 * notification would have hidden. Hands out each event exactly once, in order, until `signal` aborts.
 */
export async function followEvents(options: {
  pool: Pool;
  databaseUrl: string;
  onEvents(events: StoredEvent[]): void;
  log: Log;
  signal: AbortSignal;
}): Promise<EventFollower> {
  const { pool, log, signal } = options;
  let seq = (await readLogEnds(pool)).newest;
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => undefined); // whoever asked gets the failure; the queue goes on
    return result;
  };
  const catchUp = async () => {
    for (let more = true; more && !signal.aborted; ) {
      const events = await readEvents(pool, seq, batchSize);
      if (events.length > 0) {
        options.onEvents(events);
        seq = events.at(-1)?.event.seq ?? seq;
      }
      more = events.length === batchSize;
    }
  };

  const bell = createDoorbell();
  const stopListening = listen(options.databaseUrl, eventChannel, bell.ring, log, signal);
  const loop = async () => {
    let pauseMs = 0;
    while (!signal.aborted) {
      try {
        await inTurn(catchUp);
        pauseMs = 0;
        await bell.wait(pollMs, signal);
      } catch (error) {
        pauseMs = Math.min(maxPauseMs, Math.max(250, pauseMs * 2));
        log.warn({ err: error, pauseMs }, 'the event log can’t be read, trying again');
        await bell.wait(pauseMs, signal);
      }
    }
    await stopListening;
  };
  void loop();
  return {
    get seq() {
      return seq;
    },
    between: (work) =>
      inTurn(async () => {
        await catchUp();
        return work(seq);
      }),
  };
}

/** Keeps one connection on LISTEN, with a heartbeat; rings after each reconnect, because notifications may be lost. */
export async function listen(
  databaseUrl: string,
  channel: string,
  ring: () => void,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  let pauseMs = 250;
  while (!signal.aborted) {
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'eyrie-events',
      keepAlive: true,
    });
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.on('error', (error) => log.warn({ err: error }, 'the event connection broke'));
    });
    const stop = () =>
      void client.end().catch((error) => log.debug({ err: error }, 'closing the event connection'));
    try {
      await client.connect();
      client.on('notification', ring);
      await client.query(`listen ${channel}`);
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop(); // it came while we were connecting
      pauseMs = 250;
      ring();
      const heartbeat = setInterval(() => void client.query('select 1').catch(stop), 15_000);
      await ended;
      clearInterval(heartbeat);
    } catch (error) {
      log.warn({ err: error, pauseMs }, 'the event connection can’t be opened, trying again');
    } finally {
      signal.removeEventListener('abort', stop);
    }
    if (signal.aborted) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(maxPauseMs, pauseMs * 2);
  }
}
