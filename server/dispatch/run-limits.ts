import type { Case } from '#contract/case.ts';
import { type LimitPhase, type LimitPolicy, phaseOfState } from '#contract/case-limit.ts';
import { endedStates } from '#contract/case-machine.ts';
import type { WorkingCalendar } from '#contract/working-calendar.ts';
import type { Db } from '../platform/db.ts';
import { graceMsOf } from './escalation.repository.ts';
import {
  databaseNow,
  endLimits,
  insertLimit,
  type KeptLimit,
  lockLimits,
  markPlanned,
  moveLimit,
  setCaseDue,
} from './limit.repository.ts';
import { type LadderTimes, nextRung, toldBy } from './limit-ladder.ts';
import { policyOfType } from './limit-policy.repository.ts';
import { type CountTime, type LimitTimes, timesAfterPause, timesBetween } from './limit-times.ts';

/** What limits need of the stage that counts office time. */
export interface LimitParts {
  count: CountTime;
  readCalendar(db: Db): Promise<WorkingCalendar>;
}

/** Steps that hand a case to others, who begin with a limit of their own even where the state stays the same. */
const handingOn: readonly string[] = ['dispatch', 'redispatch', 'settle', 'rework'];

/** Keeps the limits of cases in step with their states, always in the transaction of what changed them. */
export function createLimits({ count, readCalendar }: LimitParts) {
  return {
    /** Gives a case that was just opened its whole limit and its first step's, both from when it was opened. */
    async plan(tx: Db, item: Case): Promise<void> {
      await markPlanned(tx, item.id);
      if (isEnded(item)) return;
      const running = await lockLimits(tx, item.id);
      const policy = await policyOfType(tx, item.typeCode);
      const calendar = await readCalendar(tx);
      const openedAt = Date.parse(item.openedAt);
      if (!running.some(({ phase }) => phase === 'whole'))
        await startWhole(tx, item, policy, openedAt, calendar);
      const phase = phaseOfState[item.state];
      if (phase && !running.some((limit) => limit.phase === phase))
        await startPhase(tx, item.id, phase, policy, openedAt, calendar);
    },

    /** Follows a step: ends what it ended, starts what it started, pauses, resumes, moves. */
    async follow(tx: Db, taken: { before: Case; after: Case; request: { step: string } }): Promise<void> {
      const { before, after, request } = taken;
      const running = await lockLimits(tx, after.id);
      const now = await databaseNow(tx);
      await markPlanned(tx, after.id);
      if (isEnded(after))
        return endLimits(
          tx,
          running.map(({ id }) => id),
        );
      if (after.state === 'suspended') return pauseAll(tx, running, now);
      const calendar = await readCalendar(tx);
      if (before.state === 'suspended') return resumeAll(tx, after.id, running, now, calendar);
      if (request.step === 'grant-delay') return delay(tx, after, running, now, calendar);
      if (before.state === after.state && !isHandedOn(before, after, request.step)) return;

      await endLimits(
        tx,
        running.filter(({ phase }) => phase !== 'whole').map(({ id }) => id),
      );
      const policy = await policyOfType(tx, after.typeCode);
      const isNewRound = request.step === 'reopen' || !running.some(({ phase }) => phase === 'whole');
      if (isNewRound)
        await startWhole(
          tx,
          after,
          policy,
          request.step === 'reopen' ? now : Date.parse(after.openedAt),
          calendar,
        );
      const phase = phaseOfState[after.state];
      if (phase) await startPhase(tx, after.id, phase, policy, now, calendar);
    },
  };

  /** From `startMs`; what the case was opened with, or granted, stays its due time. */
  async function startWhole(
    tx: Db,
    item: Case,
    policy: LimitPolicy,
    startMs: number,
    calendar: WorkingCalendar,
  ) {
    const limit = policy.phases.whole;
    if (!limit) return;
    const isFirst = startMs === Date.parse(item.openedAt);
    const due =
      isFirst && item.dueAt ? Date.parse(item.dueAt) : Math.round(count.dueAt(startMs, limit, calendar));
    const times = timesBetween(startMs, due, limit.unit, policy, calendar, count);
    await insertLimit(tx, { ...limit, ...times, caseId: item.id, phase: 'whole', startedAt: startMs });
    await setCaseDue(tx, item.id, due);
  }

  async function startPhase(
    tx: Db,
    caseId: string,
    phase: LimitPhase,
    policy: LimitPolicy,
    startMs: number,
    calendar: WorkingCalendar,
  ) {
    const limit = policy.phases[phase];
    if (!limit) return;
    const due = Math.round(count.dueAt(startMs, limit, calendar));
    const times = timesBetween(startMs, due, limit.unit, policy, calendar, count);
    await insertLimit(tx, { ...limit, ...times, caseId, phase, startedAt: startMs });
  }

  async function pauseAll(tx: Db, running: readonly KeptLimit[], now: number) {
    for (const limit of running.filter(({ pausedAt }) => pausedAt === null))
      await moveLimit(tx, limit.id, { ...limit, nextAt: null, pausedAt: now });
  }

  async function resumeAll(
    tx: Db,
    caseId: string,
    running: readonly KeptLimit[],
    now: number,
    calendar: WorkingCalendar,
  ) {
    for (const limit of running) {
      if (limit.pausedAt === null) continue;
      const times = timesAfterPause(limit, limit.pausedAt, now, limit.unit, calendar, count);
      const nextAt = nextRung(limit.told, await ladderOf(tx, caseId, limit, times))?.at ?? null;
      await moveLimit(tx, limit.id, { ...times, told: limit.told, nextAt, pausedAt: null });
      if (limit.phase === 'whole') await setCaseDue(tx, caseId, times.dueAt);
    }
  }

  /** A granted delay (延期) moves the whole limit to its date, and the step's where that would be over before. */
  async function delay(
    tx: Db,
    item: Case,
    running: readonly KeptLimit[],
    now: number,
    calendar: WorkingCalendar,
  ) {
    if (!item.dueAt) return;
    const until = Date.parse(item.dueAt);
    const policy = await policyOfType(tx, item.typeCode);
    for (const limit of running) {
      if (limit.phase !== 'whole' && limit.dueAt >= until) continue;
      const times = timesBetween(limit.startedAt, until, limit.unit, policy, calendar, count);
      const ladder = await ladderOf(tx, item.id, limit, times);
      const told = toldBy(now, ladder);
      await moveLimit(tx, limit.id, {
        ...times,
        told,
        nextAt: nextRung(told, ladder)?.at ?? null,
        pausedAt: null,
      });
    }
  }
}

/** A grid, community or street that takes over begins anew; a department's heads take its limit as it stands. */
const isHandedOn = (before: Case, after: Case, step: string): boolean =>
  handingOn.includes(step) || (before.level !== after.level && after.departmentCode === null);

export type Limits = ReturnType<typeof createLimits>;

const isEnded = ({ state }: Case): boolean => endedStates.some((ended) => ended === state);

/** A limit's times with the moment at which its case would climb, by the level that has it in hand. */
export async function ladderOf(
  tx: Db,
  caseId: string,
  { climbs }: Pick<KeptLimit, 'climbs'>,
  times: LimitTimes,
): Promise<LadderTimes> {
  return { ...times, climbAt: climbs ? times.dueAt + (await graceMsOf(tx, caseId)) : null };
}
