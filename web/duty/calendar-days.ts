import { Temporal } from 'temporal-polyfill';

/** A day of the calendar by the district's clock. */
export interface CalendarDay {
  /** ISO date. */
  date: string;
  from: number;
  to: number;
  day: number;
  inPeriod: boolean;
}

export type CalendarSpan = 'month' | 'week';

/** The days to draw around a date: whole weeks from Monday, of its month or of itself alone. */
export function calendarDays(date: string, span: CalendarSpan, timeZone: string): CalendarDay[] {
  const chosen = Temporal.PlainDate.from(date);
  const monday = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 });
  const first = monday(span === 'month' ? chosen.with({ day: 1 }) : chosen);
  const last = span === 'month' ? monday(chosen.with({ day: chosen.daysInMonth })) : first;
  const days: CalendarDay[] = [];
  for (
    let day = first;
    Temporal.PlainDate.compare(day, last.add({ days: 6 })) <= 0;
    day = day.add({ days: 1 })
  )
    days.push({
      date: day.toString(),
      from: startOf(day, timeZone),
      to: startOf(day.add({ days: 1 }), timeZone),
      day: day.day,
      inPeriod: span === 'week' || day.month === chosen.month,
    });
  return days;
}

const startOf = (day: Temporal.PlainDate, timeZone: string): number =>
  day.toZonedDateTime({ timeZone }).epochMilliseconds;

/** The date one period further, or back. */
export const shifted = (date: string, span: CalendarSpan, by: 1 | -1): string =>
  Temporal.PlainDate.from(date)
    .add(span === 'month' ? { months: by } : { weeks: by })
    .toString();

/** Today by the district's clock. */
export const todayIn = (timeZone: string): string => Temporal.Now.plainDateISO(timeZone).toString();

/** A local date and time as it is typed, `2026-11-21T08:30`, as an instant; and back. */
export const instantOf = (typed: string, timeZone: string): string =>
  Temporal.PlainDateTime.from(typed).toZonedDateTime(timeZone).toInstant().toString();
export const typedOf = (instant: string | number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(typeof instant === 'number' ? instant : Date.parse(instant))
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
