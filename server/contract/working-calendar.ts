import { z } from 'zod';

/** When offices work: what a time limit in working hours or working days counts. */

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day such as 08:30');
const LocalDate = z.iso.date();

export const OfficeSpan = z
  .object({ from: LocalTime, to: LocalTime })
  .refine(({ from, to }) => from < to, { message: 'must end after it begins', path: ['to'] });
export type OfficeSpan = z.infer<typeof OfficeSpan>;

export const WorkingCalendar = z
  .object({
    /** IANA name. */
    timeZone: z.string().refine(isTimeZone, 'is no IANA time zone'),
    /** 办公时间 of every working day, in order and apart. */
    officeHours: z.array(OfficeSpan).min(1),
    /** ISO weekdays that are worked: 1 is Monday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1),
    /** 节假日: dates that are not worked although their weekday is. */
    holidays: z.array(LocalDate).default([]),
    /** 调休上班: dates that are worked although their weekday is not. */
    adjustedWorkdays: z.array(LocalDate).default([]),
  })
  .refine(
    ({ officeHours }) => officeHours.every(({ from }, i) => i === 0 || officeHours[i - 1]!.to <= from),
    {
      message: 'office hours must be in order and must not overlap',
      path: ['officeHours'],
    },
  )
  .refine(({ holidays, adjustedWorkdays }) => !adjustedWorkdays.some((date) => holidays.includes(date)), {
    message: 'a date is either a holiday or worked',
    path: ['adjustedWorkdays'],
  });
export type WorkingCalendar = z.infer<typeof WorkingCalendar>;

/** 分钟 and 紧急工作时 run round the clock; 工作时 and 工作日 in office hours; 自然日 by the calendar. */
export const LimitUnit = z.enum([
  'minutes',
  'urgent-hours',
  'working-hours',
  'working-days',
  'calendar-days',
]);
export type LimitUnit = z.infer<typeof LimitUnit>;

export const TimeLimit = z.object({ value: z.number().positive().max(3650), unit: LimitUnit });
export type TimeLimit = z.infer<typeof TimeLimit>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
