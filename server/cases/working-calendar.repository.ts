import { WorkingCalendar } from '#contract/working-calendar.ts';
import type { Db } from '../platform/db.ts';
import { defaultCalendar } from './default-calendar.ts';

/** The centre's calendar; the shipped one, in the district's time zone, until a centre has set its own. */
export async function readWorkingCalendar(db: Db): Promise<WorkingCalendar> {
  const { rows } = await db.query(
    `select (select time_zone from district) as time_zone, (select calendar from working_calendar) as calendar`,
  );
  const { time_zone, calendar } = rows[0];
  return calendar === null ? defaultCalendar(time_zone ?? 'Asia/Shanghai') : WorkingCalendar.parse(calendar);
}
