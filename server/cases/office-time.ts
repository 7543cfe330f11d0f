/** The stretches of time that a working calendar opens, one local day after another. */
import { Temporal } from 'temporal-polyfill';
import type { OfficeSpan, WorkingCalendar } from '#contract/working-calendar.ts';

/** Epoch milliseconds; `from` is worked, `to` no more. */
export interface OpenSpan {
  from: number;
  to: number;
}

/** No calendar that works at all closes for longer; one that does has an error. */
const longestClosureDays = 366;

/** The local date of an instant. */
export const localDateOf = (epochMs: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).toPlainDate();

export function isWorkday(date: Temporal.PlainDate, calendar: WorkingCalendar): boolean {
  const day = date.toString();
  if (calendar.adjustedWorkdays.includes(day)) return true;
  return calendar.weekdays.includes(date.dayOfWeek) && !calendar.holidays.includes(day);
}

/** Milliseconds of one whole office day by the clock on the wall. */
export const officeDayMs = ({ officeHours }: WorkingCalendar): number =>
  officeHours.reduce((sum, { from, to }) => sum + minutesOf(to) - minutesOf(from), 0) * 60_000;

/** Office spans that end after `fromMs`, in order, without end; the first may have begun before it. */
export function* openSpans(fromMs: number, calendar: WorkingCalendar): Generator<OpenSpan> {
  let date = localDateOf(fromMs, calendar.timeZone);
  for (let closedDays = 0; closedDays <= longestClosureDays; date = date.add({ days: 1 })) {
    if (!isWorkday(date, calendar)) {
      closedDays++;
      continue;
    }
    closedDays = 0;
    for (const span of calendar.officeHours) {
      const open = epochSpan(date, span, calendar.timeZone);
      if (open.to > fromMs) yield open;
    }
  }
  throw new RangeError(`The working calendar has no working day within a year before ${date}`);
}

function epochSpan(date: Temporal.PlainDate, { from, to }: OfficeSpan, timeZone: string): OpenSpan {
  return { from: epochOf(date, from, timeZone), to: epochOf(date, to, timeZone) };
}

function epochOf(date: Temporal.PlainDate, time: string, timeZone: string): number {
  const [day, plainTime] = time === '24:00' ? [date.add({ days: 1 }), '00:00'] : [date, time];
  return day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
