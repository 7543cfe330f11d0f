import { Temporal } from 'temporal-polyfill';
import type { DutyPattern, Rotation } from '#contract/duty.ts';

/** A stretch of duty; epoch milliseconds, `to` is the next one's `from`. */
export interface DutySlot {
  from: number;
  to: number;
  userId: string;
}

interface Cut {
  at: number;
  userId: string;
}

/**
 * The slots of a rotation that touch `[from, to)`, in order and without a gap: each ends where the next begins. Hand-over
 * times are local; one that a change to summer time skips comes at once after it, one that comes twice counts once.
 */
export function rotationSlots(rotation: Rotation, timeZone: string, from: number, to: number): DutySlot[] {
  const first = localDate(from, timeZone).subtract({ days: 2 });
  const last = localDate(to, timeZone).add({ days: 2 });
  const cuts: Cut[] = [];
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 }))
    cuts.push(...cutsOf(rotation, timeZone, date));
  // where clocks leap, a later cut can come before an earlier one, which then has no time of its own
  for (let i = cuts.length - 2; i >= 0; i--) {
    const [cut, next] = [cuts[i] as Cut, cuts[i + 1] as Cut];
    cut.at = Math.min(cut.at, next.at);
  }
  return cuts
    .slice(0, -1)
    .map((cut, i) => ({ from: cut.at, to: (cuts[i + 1] as Cut).at, userId: cut.userId }))
    .filter((slot) => slot.from < slot.to && slot.to > from && slot.from < to);
}

/** The shifts that begin on a date, and whose they are. */
function cutsOf({ startsOn, patterns }: Rotation, timeZone: string, date: Temporal.PlainDate): Cut[] {
  const pattern = patterns.find(({ weekdays }) => weekdays.includes(date.dayOfWeek));
  if (!pattern) throw new RangeError(`Nobody is on duty on weekday ${date.dayOfWeek}`);
  const shiftsBefore =
    patternDaysBetween(pattern, Temporal.PlainDate.from(startsOn), date) * pattern.handOverTimes.length;
  return pattern.handOverTimes.map((plainTime, n) => ({
    at: date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds,
    userId: personOf(pattern, shiftsBefore + n),
  }));
}

function personOf({ userIds, shiftsPerTurn }: DutyPattern, shift: number): string {
  const turn = Math.floor(shift / shiftsPerTurn);
  return userIds[((turn % userIds.length) + userIds.length) % userIds.length] as string;
}

/** Days of the pattern from `start` up to `date`, without it; negative before `start`. */
function patternDaysBetween(
  { weekdays }: DutyPattern,
  start: Temporal.PlainDate,
  date: Temporal.PlainDate,
): number {
  const days = start.until(date, { largestUnit: 'day' }).days;
  const weeks = Math.floor(days / 7);
  const rest = days - weeks * 7;
  let count = weeks * weekdays.length;
  for (let i = 0; i < rest; i++) if (weekdays.includes(((start.dayOfWeek - 1 + i) % 7) + 1)) count++;
  return count;
}

const localDate = (at: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
