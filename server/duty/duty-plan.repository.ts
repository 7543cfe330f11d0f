import { Rotation } from '#contract/duty.ts';
import type { Db } from '../platform/db.ts';
import type { DutyPlan } from './on-duty-at.ts';

/** All that decides who is on duty by a roster in `[from, to)`, epoch milliseconds; undefined where there is no such roster. */
export async function readDutyPlan(
  db: Db,
  rosterId: string,
  from: number,
  to: number,
): Promise<DutyPlan | undefined> {
  const { rows } = await db.query(
    `select r.rotation, coalesce((select time_zone from district), 'Asia/Shanghai') as time_zone,
            coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'userId', o.user_id, 'from', o.from_at, 'to', o.to_at,
                        'madeAt', extract(epoch from o.made_at) * 1e6))
                        from duty_overrides o where o.roster_id = r.id and o.undone_at is null
                         and o.from_at < $3 and o.to_at > $2), '[]') as overrides
       from rosters r where r.id = $1 and r.retired_at is null`,
    [rosterId, new Date(from), new Date(to)],
  );
  const row = rows[0];
  if (!row) return undefined;
  return {
    rotation: Rotation.parse(row.rotation),
    timeZone: row.time_zone,
    overrides: row.overrides.map(
      (each: { id: string; userId: string; from: string; to: string; madeAt: number }) => ({
        ...each,
        from: Date.parse(each.from),
        to: Date.parse(each.to),
      }),
    ),
  };
}

/** The roster that counts now: in an emergency (平急结合) the one that takes its place, if it names one. */
export async function effectiveRosterId(db: Db, rosterId: string): Promise<string> {
  const { rows } = await db.query(
    `select r.emergency_roster_id as id from rosters r join rosters e on e.id = r.emergency_roster_id
      where r.id = $1 and e.retired_at is null and exists (select from emergencies where ended_at is null)`,
    [rosterId],
  );
  return rows[0]?.id ?? rosterId;
}
