import type { Emergency } from '#contract/duty.ts';
import type { SessionUser } from '#contract/session.ts';
import { type Db, type Pool, transact } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';

export type EmergencySwitch = ReturnType<typeof createEmergencySwitch>;

/** 平急结合: by one press the emergency rosters take the others' place, and by another they step back. */
export function createEmergencySwitch(pool: Pool) {
  return {
    read: (): Promise<Emergency> => readEmergency(pool),

    /** Who pressed, and why, stays; the walls are told in the same transaction. */
    press: (active: boolean, reason: string, by: SessionUser): Promise<Emergency> =>
      transact(pool, async (tx, emit) => {
        const { rowCount } = active
          ? await tx.query(
              'insert into emergencies (began_by, reason) values ($1, $2) on conflict do nothing',
              [by.id, reason],
            )
          : await tx.query(
              'update emergencies set ended_at = now(), ended_by = $1, end_reason = $2 where ended_at is null',
              [by.id, reason],
            );
        if (rowCount === 0)
          throw new Problem(
            'emergency-unchanged',
            active ? 'The emergency lasts already' : 'There is no emergency',
          );
        const payload = await readEmergency(tx);
        emit({ name: 'emergencyChanged', topic: 'cases', areaCode: null, payload });
        return payload;
      }),
  };
}

/** As it is now: who began it, or who ended the last one. */
async function readEmergency(db: Db): Promise<Emergency> {
  const { rows } = await db.query(
    `select e.ended_at is null as active, coalesce(e.ended_at, e.began_at) as at, u.name,
            case when e.ended_at is null then e.reason else e.end_reason end as reason
       from emergencies e join users u on u.id = coalesce(e.ended_by, e.began_by)
      order by e.ended_at is null desc, e.began_at desc limit 1`,
  );
  const row = rows[0];
  if (!row) return { active: false, at: null, byName: null, reason: null };
  return { active: row.active, at: row.at.toISOString(), byName: row.name, reason: row.reason };
}
