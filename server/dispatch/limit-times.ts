import type { LimitPolicy } from '#contract/case-limit.ts';
import type { LimitUnit, TimeLimit, WorkingCalendar } from '#contract/working-calendar.ts';
import type { LadderTimes } from './limit-ladder.ts';

/** How time is counted; given by the stage that knows office hours. All in epoch milliseconds. */
export interface CountTime {
  dueAt(startMs: number, limit: TimeLimit, calendar: WorkingCalendar): number;
  countedMs(fromMs: number, toMs: number, unit: LimitUnit, calendar: WorkingCalendar): number;
  afterCountedTime(startMs: number, milliseconds: number, unit: LimitUnit, calendar: WorkingCalendar): number;
  dueAfterPause(
    dueMs: number,
    suspendedMs: number,
    resumedMs: number,
    unit: LimitUnit,
    calendar: WorkingCalendar,
  ): number;
}

export type LimitTimes = Omit<LadderTimes, 'climbAt'>;

/**
 * When a limit from `startMs` to `dueMs` turns yellow and red: shares of the time that counts, so that a night in
 * between turns nothing red.
 */
export function timesBetween(
  startMs: number,
  dueMs: number,
  unit: LimitUnit,
  { yellow, red }: Pick<LimitPolicy, 'yellow' | 'red'>,
  calendar: WorkingCalendar,
  count: CountTime,
): LimitTimes {
  const length = count.countedMs(startMs, dueMs, unit, calendar);
  const after = (share: number) =>
    Math.min(dueMs, Math.round(count.afterCountedTime(startMs, length * share, unit, calendar)));
  return { yellowAt: after(yellow), redAt: after(red), dueAt: dueMs };
}

/** A limit that stood still from `pausedMs` to `resumedMs` goes on with what was left of each of its times. */
export function timesAfterPause(
  times: LimitTimes,
  pausedMs: number,
  resumedMs: number,
  unit: LimitUnit,
  calendar: WorkingCalendar,
  count: CountTime,
): LimitTimes {
  const later = (at: number) => Math.round(count.dueAfterPause(at, pausedMs, resumedMs, unit, calendar));
  return { yellowAt: later(times.yellowAt), redAt: later(times.redAt), dueAt: later(times.dueAt) };
}
