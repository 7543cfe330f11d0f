import { z } from 'zod';

/** 值班: who is on duty when. */

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30');

/** People who take turns on some weekdays. A turn begins where one of the hand-over times is reached. */
export const DutyPattern = z
  .object({
    /** ISO weekdays on which shifts begin: 1 is Monday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1),
    /** 交接班时间, in order: two of them make two shifts a day. */
    handOverTimes: z.array(LocalTime).min(1).max(6),
    /** Users in the order of their turns. */
    userIds: z.array(z.uuid()).min(1).max(100),
    /** As many shifts in a row one person keeps. */
    shiftsPerTurn: z.number().int().min(1).max(60).default(1),
  })
  .refine(({ handOverTimes }) => handOverTimes.every((time, i) => i === 0 || handOverTimes[i - 1]! < time), {
    message: 'must be in order',
    path: ['handOverTimes'],
  })
  .refine(({ weekdays }) => new Set(weekdays).size === weekdays.length, {
    message: 'each weekday once',
    path: ['weekdays'],
  });
export type DutyPattern = z.infer<typeof DutyPattern>;

/** Turns begin to be counted on `startsOn`, a date of the district; every weekday belongs to exactly one pattern. */
export const Rotation = z
  .object({ startsOn: z.iso.date(), patterns: z.array(DutyPattern).min(1).max(7) })
  .refine(
    ({ patterns }) => {
      const days = patterns.flatMap(({ weekdays }) => weekdays);
      return days.length === 7 && new Set(days).size === 7;
    },
    { message: 'every weekday belongs to exactly one pattern', path: ['patterns'] },
  );
export type Rotation = z.infer<typeof Rotation>;
