import { caseCondition, gridCondition, type Scope } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';

/** The wall's numbers; "today" is the district's. */
export async function countCases(
  db: Db,
  scope: Scope,
): Promise<{
  openCases: number;
  openedToday: number;
  closedToday: number;
  overdue: number;
  aiToday: number;
  casesTotal: number;
  grids: number;
}> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const seen = caseCondition(scope, bind) ?? 'true';
  const total =
    scope.kind === 'district'
      ? `select greatest(reltuples, 0)::bigint from pg_class where oid = 'cases'::regclass`
      : `select count(*) from cases c where ${seen}`;
  const seenGrids = gridCondition(scope, 'grids.code', bind) ?? 'true';
  const { rows } = await db.query(
    `with today as (
       select date_trunc('day', now() at time zone d.time_zone) at time zone d.time_zone as start from district d)
     , opened as (select count(*) as n, count(*) filter (where source = 'ai') as ai
                    from cases c, today where opened_at >= today.start and ${seen})
     , open as (select count(*) as n, count(*) filter (where due_at < now()) as overdue
                  from cases c where closed_at is null and ${seen})
     select open.n as "openCases", open.overdue, opened.n as "openedToday", opened.ai as "aiToday",
            (select count(*) from cases c, today where closed_at >= today.start and ${seen}) as "closedToday",
            (${total}) as "casesTotal",
            (select count(*) from grids where valid_to > now() and ${seenGrids}) as grids
       from open, opened`,
    values,
  );
  return rows[0];
}

export async function readDistrict(db: Db): Promise<{
  name: string;
  nameEn: string;
  bounds: [number, number, number, number];
  centre: [number, number];
  timeZone: string;
} | null> {
  const { rows } = await db.query(
    `select name, name_en as "nameEn",
            array[st_xmin(bounds), st_ymin(bounds), st_xmax(bounds), st_ymax(bounds)] as bounds,
            array[st_x(centre), st_y(centre)] as centre, time_zone as "timeZone"
       from district`,
  );
  return rows[0] ?? null;
}
