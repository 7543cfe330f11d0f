import pg from 'pg';
import { appendEvents, type NewEvent } from './event-log.ts';

/** A pool or a transaction's client: repositories take either. */
export type Db = Pick<pg.Pool, 'query'>;
export type Pool = pg.Pool;
export type Emit = (event: NewEvent) => void;
type LastAct<T> = (tx: Db, items: readonly T[]) => Promise<void>;

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

/** A pool that outlives its database: a broken idle connection is logged and replaced at the next query. */
export function createPool(options: {
  url: string;
  name: string;
  max?: number;
  onIdleError?: (error: Error) => void;
}): Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.name,
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  });
  pool.on('error', (error) => options.onIdleError?.(error));
  return pool;
}

const lastActs = new WeakMap<Db, Map<LastAct<never>, unknown[]>>();

/**
 * Has `act` called once, after the work of the transaction that `tx` is, with every item that was handed in for it:
 * a lock that it takes is held only until the commit.
 */
export function beforeCommit<T>(tx: Db, act: LastAct<T>, item: T): void {
  const acts = lastActs.get(tx);
  if (!acts) throw new Error('beforeCommit needs the client of a transact() that is still at work');
  const items = acts.get(act);
  if (items) items.push(item);
  else acts.set(act, [item]);
}

/**
 * Runs `work` in one transaction together with the events that it emits: both commit, or neither.
 * Events are appended after `work` has returned, so that the log's lock is held only for the insert and the commit.
 */
export async function transact<T>(pool: Pool, work: (tx: Db, emit: Emit) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const events: NewEvent[] = [];
  const acts = new Map<LastAct<never>, unknown[]>();
  lastActs.set(client, acts);
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client, (event) => events.push(event));
    for (const [act, items] of acts) await act(client, items as never[]);
    if (events.length > 0) await appendEvents(client, events);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    lastActs.delete(client);
    client.release(broken);
  }
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
]);

/** True where the database is away (stopped, starting, cut off) rather than refusing what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: string }).code;
  if (code && (unreachable.has(code) || code.startsWith('08') || code === '53300')) return true;
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  );
}
