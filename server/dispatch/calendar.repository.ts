import type { WorkingCalendar } from '#contract/working-calendar.ts';
import type { Db } from '../platform/db.ts';

/** Sets the centre's own calendar in place of the shipped one. */
export async function saveCalendar(db: Db, calendar: WorkingCalendar, changedBy: string): Promise<void> {
  await db.query(
    `insert into working_calendar (calendar, changed_by) values ($1, $2)
     on conflict (singleton) do update set calendar = excluded.calendar, changed_by = excluded.changed_by,
       changed_at = now()`,
    [JSON.stringify(calendar), changedBy],
  );
}
