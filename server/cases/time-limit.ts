/** 时限: when a limit that begins now is over, what of it is left, and how urgent that makes a case. */
import { Temporal } from 'temporal-polyfill';
import type { LimitUnit, TimeLimit, WorkingCalendar } from '#contract/working-calendar.ts';
import { officeDayMs, openSpans } from './office-time.ts';

const hourMs = 3_600_000;

/**
 * The instant at which `limit`, begun at `startMs`, is over (epoch milliseconds). A limit in working time that begins
 * outside office hours begins with the next ones; a working day is one office day's worth of time, so what begins at
 * ten is due at ten.
 */
export function dueAt(startMs: number, { value, unit }: TimeLimit, calendar: WorkingCalendar): number {
  switch (unit) {
    case 'minutes':
      return startMs + value * 60_000;
    case 'urgent-hours':
      return startMs + value * hourMs;
    case 'working-hours':
      return afterOfficeTime(startMs, value * hourMs, calendar);
    case 'working-days':
      return afterOfficeTime(startMs, value * officeDayMs(calendar), calendar);
    case 'calendar-days':
      return afterCalendarDays(startMs, value, calendar.timeZone);
  }
}

/** Milliseconds between two instants that a limit of this unit counts; negative where `toMs` lies before `fromMs`. */
export function countedMs(fromMs: number, toMs: number, unit: LimitUnit, calendar: WorkingCalendar): number {
  if (toMs < fromMs) return -countedMs(toMs, fromMs, unit, calendar);
  if (!isOfficeTime(unit)) return toMs - fromMs;
  let sum = 0;
  for (const { from, to } of openSpans(fromMs, calendar)) {
    if (from >= toMs) break;
    sum += Math.min(to, toMs) - Math.max(from, fromMs);
  }
  return sum;
}

/**
 * A limit that stood still from `suspendedMs` to `resumedMs` (挂起) is due later by what would have counted; one that was
 * overdue when it was suspended stays due when it was.
 */
export function dueAfterPause(
  due: number,
  suspendedMs: number,
  resumedMs: number,
  unit: LimitUnit,
  calendar: WorkingCalendar,
): number {
  const leftMs = countedMs(suspendedMs, due, unit, calendar);
  if (leftMs <= 0) return due;
  return afterCountedTime(resumedMs, leftMs, unit, calendar);
}

const isOfficeTime = (unit: LimitUnit): boolean => unit === 'working-hours' || unit === 'working-days';

/** The instant by which `milliseconds` have passed since `startMs` that a limit of this unit counts. */
export const afterCountedTime = (
  startMs: number,
  milliseconds: number,
  unit: LimitUnit,
  calendar: WorkingCalendar,
): number => (isOfficeTime(unit) ? afterOfficeTime(startMs, milliseconds, calendar) : startMs + milliseconds);

function afterOfficeTime(startMs: number, milliseconds: number, calendar: WorkingCalendar): number {
  let left = milliseconds;
  for (const { from, to } of openSpans(startMs, calendar)) {
    const begins = Math.max(from, startMs);
    if (left <= to - begins) return begins + left;
    left -= to - begins;
  }
  throw new RangeError('Office spans never end');
}

/** Whole days keep the time of day; a part of a day is counted in hours. */
function afterCalendarDays(startMs: number, days: number, timeZone: string): number {
  const whole = Math.floor(days);
  const start = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(timeZone);
  return start.add({ days: whole }).epochMilliseconds + (days - whole) * 24 * hourMs;
}
