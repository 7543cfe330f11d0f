import { TimeLimit } from '#contract/working-calendar.ts';
import type { Db } from '../platform/db.ts';
import { dueAt as dueAtOf } from './time-limit.ts';
import { readWorkingCalendar } from './working-calendar.repository.ts';

/** Now by the database's clock, and when a case of this type is due by the working calendar, if its type has a limit. */
export async function openingTimes(
  tx: Db,
  typeCode: string,
): Promise<{ openedAt: Date; dueAt: Date | null }> {
  const { rows } = await tx.query(
    `select now()::timestamptz(3) as now, t.limit_value, t.limit_unit
       from (values (1)) one left join event_types t on t.code = $1`,
    [typeCode],
  );
  const { now: openedAt, limit_value, limit_unit } = rows[0];
  if (limit_unit === null) return { openedAt, dueAt: null };
  const limit = TimeLimit.parse({ value: Number(limit_value), unit: limit_unit });
  return { openedAt, dueAt: new Date(dueAtOf(openedAt.getTime(), limit, await readWorkingCalendar(tx))) };
}
