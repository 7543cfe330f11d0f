import type { z } from 'zod';
import { type Case, type CaseQuery, CaseSighting, CaseStepRecord } from '#contract/case.ts';
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

/** Newest first by `(opened_at, id)`; asks for one more than the page to know whether another follows. */
export async function listCases(db: Db, filter: CaseFilter): Promise<{ items: Case[]; more: boolean }> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions: string[] = [];
  if (filter.states === 'open') conditions.push('c.closed_at is null');
  else if (filter.states) conditions.push(`c.state = any(${bind(filter.states)})`);
  if (filter.scene) conditions.push(`c.scene = ${bind(filter.scene)}`);
  if (filter.source) conditions.push(`c.source = ${bind(filter.source)}`);
  if (filter.typeCode) conditions.push(`c.type_code = ${bind(filter.typeCode)}`);
  if (filter.gridCode) conditions.push(`c.grid_code = ${bind(filter.gridCode)}`);
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

export async function listSteps(db: Db, caseId: string): Promise<z.infer<typeof CaseStepRecord>[]> {
  const { rows } = await db.query(
    `select s.step, s.at, u.name as actor_name, s.note, s.from_state, s.to_state
       from case_steps s left join users u on u.id = s.actor_id where s.case_id = $1 order by s.id`,
    [caseId],
  );
  return rows.map((row) =>
    CaseStepRecord.parse({
      step: row.step,
      at: row.at.toISOString(),
      actorName: row.actor_name,
      note: row.note,
      fromState: row.from_state,
      toState: row.to_state,
    }),
  );
}

/** Moves a case on if it still is in one of `from`; answers the state it was in, or undefined where it wasn't. */
export async function moveCase(
  tx: Db,
  id: string,
  step: { name: string; from: readonly string[]; to: string; ends: boolean },
  actor: { id: string; note: string | null },
): Promise<boolean> {
  const { rows } = await tx.query(
    `with before as (select id, state from cases where id = $1 for update)
     , moved as (
       update cases c set state = $3, version = c.version + 1,
              accepted_at = case when $3 = 'accepted' then now() else c.accepted_at end,
              closed_at = case when $4 then now() else c.closed_at end
         from before where c.id = before.id and before.state = any($2) returning c.id, before.state)
     insert into case_steps (case_id, step, from_state, to_state, actor_id, note)
     select id, $5, state, $3, $6, $7 from moved returning id`,
    [id, step.from, step.to, step.ends, step.name, actor.id, actor.note],
  );
  return rows.length === 1;
}
