import { setTimeout as pause } from 'node:timers/promises';
import type { Case } from '#contract/case.ts';
import { type Db, type Emit, isDatabaseAway, type Pool, transact } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import type { CaseDoor } from './case-door.ts';
import { claimDueLimit, claimUnplannedCase, markPlanned, putOffLimit } from './limit.repository.ts';
import type { Limits } from './run-limits.ts';
import { tellLimit } from './tell-limit.ts';

export interface LimitRunnerOptions {
  pool: Pool;
  door: CaseDoor;
  limits: Limits;
  /** Told of each case that was just opened, once its limits run. */
  onOpened: (tx: Db, emit: Emit, item: Case) => Promise<void>;
  log: Log;
  signal: AbortSignal;
  pollMs?: number;
}

/**
 * The timers of all cases (ADR 016): each server polls what is due, claims it by locking its case and passes over
 * what another server holds. What a killed server had in hand rolls back and is done by the next poll of any.
 */
export function createLimitRunner(options: LimitRunnerOptions) {
  const { pool, door, limits, log, signal, pollMs = 1000 } = options;

  /** Gives its limits to one case that has none yet; false where there is none. */
  const planNext = (): Promise<boolean> =>
    oneAtATime('a case that was opened could not be sent on', planAlone, async (tx, emit, claimed) => {
      const id = await claimUnplannedCase(tx);
      if (!id) return false;
      claimed(id);
      const item = await door.lock(tx, id);
      if (!item) throw new Error(`There is no case ${id}`);
      await limits.plan(tx, item);
      await options.onOpened(tx, emit, (await door.lock(tx, id)) ?? item);
      await door.tell(tx, emit, id);
      return true;
    });

  /** Whatever else fails when a case was opened, it has its limits; without even those it is out of the way of others. */
  async function planAlone(db: Db, id: string): Promise<void> {
    try {
      await transact(pool, async (tx) => {
        const item = await door.lock(tx, id);
        if (item) await limits.plan(tx, item);
      });
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      log.error({ err: error, id }, 'a case goes without limits');
      await markPlanned(db, id);
    }
  }

  /** Tells one case of one limit; false where nothing is due. */
  const tellNext = (): Promise<boolean> =>
    oneAtATime('a case could not be told of its limit', putOffLimit, async (tx, emit, claimed) => {
      const limit = await claimDueLimit(tx);
      if (limit === undefined) return false;
      if (limit === 'told already') return true;
      claimed(limit.id);
      await tellLimit(tx, emit, door, limit);
      return true;
    });

  /** One piece of work in one transaction; one that fails is put out of the way of the others, and said aloud. */
  async function oneAtATime<Id>(
    failure: string,
    putAway: (db: Db, id: Id) => Promise<void>,
    work: (tx: Db, emit: Emit, claimed: (id: Id) => void) => Promise<boolean>,
  ): Promise<boolean> {
    let claimed: Id | undefined;
    try {
      return await transact(pool, (tx, emit) =>
        work(tx, emit, (id) => {
          claimed = id;
        }),
      );
    } catch (error) {
      if (claimed === undefined || isDatabaseAway(error)) throw error;
      log.error({ err: error, id: claimed }, failure);
      await putAway(pool, claimed);
      return true;
    }
  }

  /** Does everything that is due now. */
  async function runDue(): Promise<void> {
    while (!signal.aborted && (await planNext()));
    while (!signal.aborted && (await tellNext()));
  }

  return {
    runDue,
    /** Until the signal aborts. */
    async run(): Promise<void> {
      let pauseMs = pollMs;
      while (!signal.aborted) {
        try {
          await runDue();
          pauseMs = pollMs;
        } catch (error) {
          pauseMs = Math.min(pauseMs * 2, 30_000);
          log.warn({ err: error, pauseMs }, 'time limits wait');
        }
        await pause(pauseMs, undefined, { signal }).catch((error: Error) => {
          if (error.name !== 'AbortError') throw error;
        });
      }
    },
  };
}
