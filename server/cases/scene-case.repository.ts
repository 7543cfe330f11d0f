import type { Case } from '#contract/case.ts';
import type { SceneChange } from '#contract/detection.ts';
import type { Located } from '#contract/geo.ts';
import type { Db } from '../platform/db.ts';
import type { FoundPlace } from './case-place.repository.ts';
import { caseOfRow, selectCases } from './case-row.ts';
import { openingTimes } from './opening-times.ts';
import type { RecordedChange } from './record-scene-change.ts';
import { conditionOf, mergeRadiusMetres, mergeRules } from './sighting-rules.ts';

/** The case that an earlier change of this incident belongs to. */
export async function findCaseOfIncident(
  tx: Db,
  cameraCode: string,
  incidentKey: string,
): Promise<string | undefined> {
  const { rows } = await tx.query(
    `select case_id from sightings
      where camera_code = $1 and incident_key = $2 and case_id is not null limit 1`,
    [cameraCode, incidentKey],
  );
  return rows[0]?.case_id;
}

/** The nearest open case of the same scene that this incident belongs to by place and time. */
export async function findCaseToMerge(
  tx: Db,
  change: SceneChange,
  located: Located,
  cameraCode: string,
): Promise<string | undefined> {
  const [lng, lat] = located.location;
  const { rows } = await tx.query(
    `select id from cases
      where closed_at is null and source = 'ai' and scene = $1
        and last_seen_at > $2::timestamptz - make_interval(mins => $3)
        and (st_dwithin(location::geography, st_setsrid(st_makepoint($4, $5), 4326)::geography,
                        $6 + coalesce((uncertainty->>'majorMetres')::float8, 0) * $7)
             or ($1 <> 'straw-burning' and camera_code = $8))
      order by location <-> st_setsrid(st_makepoint($4, $5), 4326) limit 1`,
    [
      change.scene,
      new Date(change.at),
      mergeRules[change.scene].withinMinutes,
      lng,
      lat,
      mergeRadiusMetres(change.scene, located.uncertainty.majorMetres),
      mergeRules[change.scene].uncertaintyFactor,
      cameraCode,
    ],
  );
  return rows[0]?.id;
}

/** Opens a case for a scene's incident; its type names the department and the limit. */
export async function openCase(
  tx: Db,
  { change, cameraCode }: RecordedChange,
  located: Located,
  place: FoundPlace,
): Promise<string> {
  const { openedAt, dueAt } = await openingTimes(tx, `ai.${change.scene}`);
  const { rows } = await tx.query(
    `insert into cases (number, source, scene, type_code, department_code, state, location, uncertainty, grid_code,
                        street_id, camera_code, started_at, opened_at, due_at)
     select to_char($9::timestamptz at time zone (select time_zone from district), 'YYYYMMDD') || '-' ||
              lpad(nextval('case_number_seq')::text, 6, '0'),
            'ai', $1, t.code, t.department_code, 'reported', st_setsrid(st_makepoint($2, $3), 4326), $4, $5, $6, $7,
            $8, $9, $10
       from event_types t where t.code = 'ai.' || $1
     returning id`,
    [
      change.scene,
      located.location[0],
      located.location[1],
      JSON.stringify(located.uncertainty),
      place.gridCode,
      place.streetId,
      cameraCode,
      new Date(change.startedAt),
      openedAt,
      dueAt,
    ],
  );
  if (!rows[0])
    throw new Error(`No event type ai.${change.scene} in this district: add it to the event types`);
  await tx.query(`insert into case_steps (case_id, step, to_state) values ($1, 'report', 'reported')`, [
    rows[0].id,
  ]);
  return rows[0].id;
}

/** Ties a sighting to its case and carries over what it says: last seen, score, gone or still there. */
export async function applySighting(tx: Db, caseId: string, changeId: string): Promise<void> {
  await tx.query('update sightings set case_id = $1 where change_id = $2', [caseId, changeId]);
  const { rows } = await tx.query(
    `select distinct on (camera_code) change from sightings
      where case_id = $1 order by camera_code, at desc, recorded_at desc`,
    [caseId],
  );
  const condition = conditionOf(rows.map((row) => row.change));
  await tx.query(
    `update cases c
        set last_seen_at = greatest(c.last_seen_at, case when s.change = 'cleared' then c.last_seen_at else s.at end),
            score = greatest(c.score, s.score), sightings = c.sightings + 1, version = c.version + 1,
            condition = $3, cleared_at = case when $3 = 'cleared' then s.at end
       from sightings s where c.id = $1 and s.change_id = $2`,
    [caseId, changeId, condition],
  );
}

/** The case as the wall shows it. */
export async function readCase(db: Db, caseId: string): Promise<Case> {
  const { rows } = await db.query(`${selectCases} where c.id = $1`, [caseId]);
  return caseOfRow(rows[0]);
}
