import { type Bind, caseCondition, type Scope } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';

/** A month between two instants. */
export interface MonthSpan {
  from: string;
  to: string;
}

function seenBy(scope: Scope) {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  return { values, bind, seen: caseCondition(scope, bind) ?? 'true' };
}

/** What was overdue at the month's end or was closed late in it, the latest first: ids with the days over the limit. */
export async function listOverdue(
  db: Db,
  scope: Scope,
  { from, to }: MonthSpan,
  limit: number,
): Promise<{ id: string; daysLate: number }[]> {
  const { values, bind, seen } = seenBy(scope);
  const [start, end] = [bind(from), bind(to)];
  const { rows } = await db.query(
    `select c.id, extract(epoch from coalesce(c.closed_at, least(now(), ${end}::timestamptz)) - c.due_at) / 86400 as days
       from cases c
      where ${seen} and c.state not in ('refused', 'cancelled', 'merged')
        and ((c.closed_at is null and c.due_at < least(now(), ${end}::timestamptz) and c.opened_at < ${end})
             or (c.closed_at >= ${start} and c.closed_at < ${end} and c.closed_at > c.due_at))
      order by days desc, c.id limit ${bind(limit)}`,
    values,
  );
  return rows.map((row) => ({ id: row.id, daysLate: Number(row.days) }));
}

export interface SceneCounts {
  scene: string;
  opened: number;
  refused: number;
  closed: number;
}

/** What the cameras found in the month, by scene. */
export async function countScenes(db: Db, scope: Scope, { from, to }: MonthSpan): Promise<SceneCounts[]> {
  const { values, bind, seen } = seenBy(scope);
  const { rows } = await db.query(
    `select c.scene, count(*)::int as opened, count(*) filter (where c.state = 'refused')::int as refused,
            count(*) filter (where c.state in ('closed', 'rated'))::int as closed
       from cases c
      where ${seen} and c.scene is not null and c.opened_at >= ${bind(from)} and c.opened_at < ${bind(to)}
      group by c.scene order by opened desc, c.scene`,
    values,
  );
  return rows;
}

/** A case of each scene that shows the month's work: with a picture, best a closed one, best seen often. */
export async function pickTypicalCases(
  db: Db,
  scope: Scope,
  { from, to }: MonthSpan,
): Promise<{ id: string; hasPicture: boolean }[]> {
  const { values, bind, seen } = seenBy(scope);
  const { rows } = await db.query(
    `select distinct on (c.scene) c.id, e.case_id is not null as "hasPicture"
       from cases c left join evidence e on e.case_id = c.id and e.kind = 'snapshot'
      where ${seen} and c.scene is not null and c.state not in ('refused', 'cancelled', 'merged')
        and c.opened_at >= ${bind(from)} and c.opened_at < ${bind(to)}
      order by c.scene, e.case_id is null, c.closed_at is null, c.sightings desc, c.id`,
    values,
  );
  return rows;
}
