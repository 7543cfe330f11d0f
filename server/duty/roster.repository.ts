import { DutyPerson, SaveRoster } from '#contract/duty.ts';
import type { Db } from '../platform/db.ts';

export async function listRosters(db: Db, id?: string): Promise<(SaveRoster & { id: string })[]> {
  const { rows } = await db.query(
    `select id, name, name_en as "nameEn", rotation, emergency_roster_id as "emergencyRosterId" from rosters
      where retired_at is null and ($1::uuid is null or id = $1) order by created_at, id`,
    [id ?? null],
  );
  return rows.map(({ id: rosterId, ...roster }) => ({ id: rosterId, ...SaveRoster.parse(roster) }));
}

/** Adds a roster, or changes the one with this id; its id, or undefined where there is none to change. */
export async function saveRoster(db: Db, roster: SaveRoster, id?: string): Promise<string | undefined> {
  const values = [roster.name, roster.nameEn, roster.rotation, roster.emergencyRosterId];
  const { rows } = await db.query(
    id === undefined
      ? 'insert into rosters (name, name_en, rotation, emergency_roster_id) values ($1, $2, $3, $4) returning id'
      : `update rosters set name = $1, name_en = $2, rotation = $3, emergency_roster_id = $4
          where id = $5 and retired_at is null returning id`,
    id === undefined ? values : [...values, id],
  );
  return rows[0]?.id;
}

/** `used` where a policy alerts whoever is on duty by it, or another roster names it for emergencies. */
export async function retireRoster(db: Db, id: string): Promise<'retired' | 'used' | 'none'> {
  const { rows } = await db.query(
    `with used as (select exists (select from alert_policies p, jsonb_path_query(p.steps, '$[*].targets[*].rosterId') r
                     where p.retired_at is null and r #>> '{}' = $1::text)
                  or exists (select from rosters where emergency_roster_id = $1::uuid and retired_at is null) as yes),
          gone as (update rosters set retired_at = now() from used
                    where id = $1::uuid and retired_at is null and not used.yes returning id)
     select (select yes from used) as used, exists (select from gone) as gone`,
    [id],
  );
  return rows[0].gone ? 'retired' : rows[0].used ? 'used' : 'none';
}

/** Everybody who may sign in and works with cases. */
export async function listDutyPeople(db: Db): Promise<DutyPerson[]> {
  const { rows } = await db.query(
    `select id, name, role from users u where u.disabled_at is null
        and role not in ('audit-admin', 'security-admin') order by name, id`,
  );
  return DutyPerson.array().parse(rows);
}
