import { Case } from '#contract/case.ts';
import type { Rating } from '#contract/case-state.ts';

/** Everything a `Case` needs, in one statement; `c` is the case. Add conditions and order behind it. */
export const selectCases = `
  select c.*, st_x(c.location) as lng, st_y(c.location) as lat,
         t.name as type_name, t.name_en as type_name_en,
         d.name as department_name, d.name_en as department_name_en,
         g.name as grid_name, g.name_en as grid_name_en,
         g.community_code, g.township_code, w.parent_code as county_code,
         v.name as community_name, v.name_en as community_name_en,
         w.name as township_name, w.name_en as township_name_en,
         s.name as street_name, s.name_en as street_name_en,
         k.name as camera_name, k.name_en as camera_name_en,
         (select count(distinct x.camera_code)::int from sightings x where x.case_id = c.id) as cameras,
         array(select distinct h.department_code from case_handlers h where h.case_id = c.id) as handler_codes,
         (select jsonb_agg(jsonb_build_object('phase', l.phase, 'startedAt', l.started_at, 'yellowAt', l.yellow_at,
                                              'redAt', l.red_at, 'dueAt', l.due_at, 'pausedAt', l.paused_at) order by l.id)
            from case_limits l where l.case_id = c.id and l.ended_at is null) as limits,
         (select jsonb_object_agg(e.kind, jsonb_build_object('sha256', e.sha256, 'bytes', e.bytes))
            from evidence e where e.case_id = c.id) as evidence
    from cases c
    join event_types t on t.code = c.type_code
    left join departments d on d.code = c.department_code
    left join grids g on g.code = c.grid_code
    left join areas v on v.code = g.community_code
    left join areas w on w.code = g.township_code
    left join streets s on s.id = c.street_id
    left join cameras k on k.code = c.camera_code`;

/** Points of 1 to 5, as other systems give them, in the three words that people are asked for. */
const ratingOf = (points: number): Rating => (points >= 4 ? 'satisfied' : points === 3 ? 'so-so' : 'not');
/** The points that a word is kept as. */
export const pointsOf: Record<Rating, number> = { satisfied: 5, 'so-so': 3, not: 1 };

const iso = (value: Date | null) => value?.toISOString() ?? null;

/** JSON of the database tells times with its own offset. */
const limitOf = (limit: Record<string, string | null>) =>
  Object.fromEntries(
    Object.entries(limit).map(([key, value]) => [
      key,
      value !== null && key.endsWith('At') ? new Date(value).toISOString() : value,
    ]),
  );

// biome-ignore lint/suspicious/noExplicitAny: a row of selectCases, checked by the contract's schema below
export function caseOfRow(row: any): Case {
  const file = (kind: string) => {
    const stored = row.evidence?.[kind];
    return stored
      ? { url: `/api/cases/${row.id}/${kind}`, sha256: stored.sha256, bytes: stored.bytes }
      : null;
  };
  return Case.parse({
    id: row.id,
    number: row.number,
    source: row.source,
    scene: row.scene,
    typeCode: row.type_code,
    typeName: row.type_name,
    typeNameEn: row.type_name_en,
    departmentCode: row.department_code,
    departmentName: row.department_name,
    departmentNameEn: row.department_name_en,
    state: row.state,
    suspendedState: row.suspended_state,
    level: row.level,
    rating: row.rating === null ? null : ratingOf(row.rating),
    delayRequestedUntil: iso(row.delay_requested_until),
    mergedIntoId: row.merged_into_id,
    parentId: row.parent_id,
    reporterId: row.reporter_id,
    condition: row.condition,
    location: [row.lng, row.lat],
    uncertainty: row.uncertainty,
    gridCode: row.grid_code,
    handlerCodes: row.handler_codes,
    areaCodes: [row.county_code, row.township_code, row.community_code, row.grid_code].filter(Boolean),
    place: {
      gridName: row.grid_name,
      gridNameEn: row.grid_name_en,
      communityName: row.community_name,
      communityNameEn: row.community_name_en,
      townshipName: row.township_name,
      townshipNameEn: row.township_name_en,
      streetName: row.street_name,
      streetNameEn: row.street_name_en,
    },
    cameraCode: row.camera_code,
    cameraName: row.camera_name,
    cameraNameEn: row.camera_name_en,
    score: row.score,
    startedAt: iso(row.started_at),
    openedAt: iso(row.opened_at),
    lastSeenAt: iso(row.last_seen_at),
    clearedAt: iso(row.cleared_at),
    closedAt: iso(row.closed_at),
    dueAt: iso(row.due_at),
    limits: (row.limits ?? []).map(limitOf),
    sightings: row.sightings,
    cameras: row.cameras,
    text: row.text,
    evidence: {
      snapshot: file('snapshot'),
      clip: file('clip'),
      before: file('before'),
      after: file('after'),
    },
    version: row.version,
  });
}
