import type { DayRange, PeriodKind } from '#contract/figures.ts';

/** Calendar arithmetic over days such as `2026-11-20`; a range ends before its `to`. */

const dayMs = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
export const addDays = (day: string, days: number): string => dayOf(at(day) + days * dayMs);
export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / dayMs);

export const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;
/** The first day of the month so many months later. */
export function addMonths(day: string, months: number): string {
  const date = new Date(at(monthStart(day)));
  date.setUTCMonth(date.getUTCMonth() + months);
  return dayOf(date.getTime());
}
export const nextMonth = (day: string): string => addMonths(day, 1);

const monthsIn = { month: 1, quarter: 3, year: 12 } as const;

/** The period that a day lies in; weeks begin on Monday. */
export function periodOf(kind: PeriodKind, day: string): DayRange {
  if (kind === 'day') return { from: day, to: addDays(day, 1) };
  if (kind === 'week') {
    const from = addDays(day, -((new Date(at(day)).getUTCDay() + 6) % 7));
    return { from, to: addDays(from, 7) };
  }
  const months = monthsIn[kind];
  const month = Number(day.slice(5, 7)) - 1;
  const from = addMonths(day, -(month % months));
  return { from, to: addMonths(from, months) };
}

/** The period before (环比). */
export const periodBefore = (kind: PeriodKind, { from }: DayRange): DayRange =>
  periodOf(kind, addDays(from, -1));

/** The same period a year ago (同比); of weeks, the one with the same number of whole weeks between. */
export function periodYearAgo(kind: PeriodKind, { from }: DayRange): DayRange {
  if (kind === 'week') return periodOf(kind, addDays(from, -364));
  const year = Number(from.slice(0, 4)) - 1;
  const same = `${year}${from.slice(4)}`;
  // 29 February has no day a year ago: the 28th stands in
  return periodOf(kind, dayOf(at(same)) === same ? same : `${year}-02-28`);
}

/** At most so many days of a range, for a fair comparison with one that still runs. */
export const firstDays = ({ from, to }: DayRange, days: number): DayRange => ({
  from,
  to: daysBetween(from, to) <= days ? to : addDays(from, days),
});
