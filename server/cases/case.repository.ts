import { type Case, type CaseQuery, CaseSighting } from '#contract/case.ts';
import type { Db } from '../platform/db.ts';
import { caseOfRow, selectCases } from './case-row.ts';

export interface PagePosition {
  openedAt: string;
  id: string;
}
export type CaseFilter = Omit<CaseQuery, 'after' | 'bbox' | 'state'> & {
  after: PagePosition | undefined;
  bbox: [number, number, number, number] | undefined;
  states: string[] | 'open' | undefined;
};

/** The condition of what the reader may see; undefined where that is all. */
export type SeenCases = (bind: (value: unknown) => string) => string | undefined;

/** Newest first by `(opened_at, id)`; asks for one more than the page to know whether another follows. */
export async function listCases(
  db: Db,
  filter: CaseFilter,
  seen: SeenCases,
): Promise<{ items: Case[]; more: boolean }> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = [seen(bind)].filter((condition) => condition !== undefined);
  if (filter.states === 'open') conditions.push('c.closed_at is null');
  else if (filter.states) conditions.push(`c.state = any(${bind(filter.states)})`);
  if (filter.scene) conditions.push(`c.scene = ${bind(filter.scene)}`);
  if (filter.source) conditions.push(`c.source = ${bind(filter.source)}`);
  if (filter.typeCode) conditions.push(`c.type_code = ${bind(filter.typeCode)}`);
  if (filter.gridCode) conditions.push(`c.grid_code = ${bind(filter.gridCode)}`);
  if (filter.departmentCode) conditions.push(`c.department_code = ${bind(filter.departmentCode)}`);
  if (filter.cameraCode) conditions.push(`c.camera_code = ${bind(filter.cameraCode)}`);
  if (filter.from) conditions.push(`c.opened_at >= ${bind(filter.from)}`);
  if (filter.to) conditions.push(`c.opened_at < ${bind(filter.to)}`);
  if (filter.bbox) {
    const [west, south, east, north] = filter.bbox.map(bind);
    conditions.push(`c.location && st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4326)`);
  }
  if (filter.after) {
    conditions.push(
      `(c.opened_at, c.id) < (${bind(filter.after.openedAt)}::timestamptz, ${bind(filter.after.id)}::uuid)`,
    );
  }
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  const { rows } = await db.query(
    `${selectCases} ${where} order by c.opened_at desc, c.id desc limit ${bind(filter.limit + 1)}`,
    values,
  );
  return { items: rows.slice(0, filter.limit).map(caseOfRow), more: rows.length > filter.limit };
}

export async function findCase(db: Db, id: string): Promise<Case | undefined> {
  const { rows } = await db.query(`${selectCases} where c.id = $1`, [id]);
  return rows[0] && caseOfRow(rows[0]);
}

/** The newest 200 sightings of a case, newest first. */
export async function listSightings(db: Db, caseId: string): Promise<CaseSighting[]> {
  const { rows } = await db.query(
    `select s.*, k.name as camera_name, st_x(s.location) as lng, st_y(s.location) as lat
       from sightings s left join cameras k on k.code = s.camera_code
      where s.case_id = $1 order by s.at desc, s.recorded_at desc limit 200`,
    [caseId],
  );
  return rows.map((row) =>
    CaseSighting.parse({
      cameraCode: row.camera_code,
      cameraName: row.camera_name,
      change: row.change,
      at: row.at.toISOString(),
      score: row.score,
      box: row.box,
      location: row.lng === null ? null : [row.lng, row.lat],
      reasons: row.reasons,
      facts: row.facts,
      seenWith: row.seen_with,
    }),
  );
}
