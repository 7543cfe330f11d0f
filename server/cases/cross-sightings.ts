import type { SceneChange } from '#contract/detection.ts';
import type { LngLat, Located, Uncertainty } from '#contract/geo.ts';
import type { Db, Emit } from '../platform/db.ts';
import { findPlace } from './case-place.repository.ts';
import { lockCase } from './case-step.repository.ts';
import { mergeRules } from './sighting-rules.ts';

/** One camera's word on where a thing stands. */
export interface Sight {
  from: LngLat;
  at: LngLat;
  uncertainty: Uncertainty;
}

/** The point where bearings cross, what is left unsure and how badly they disagree. */
export type CrossBearings = (
  sights: readonly Sight[],
) => { location: LngLat; uncertainty: Uncertainty; misfit: number } | undefined;

/** Beyond this the sights of two cameras are of two things. */
const worstMisfit = 9;
/** To join two cameras whose pins lie apart, their bearings must agree better than that. */
const worstJoiningMisfit = 4;
const farthestMetres = 8000;

/** Puts a case where the bearings of the cameras that see it cross, with what is left unsure; alone, one camera's pin stays. */
export async function crossSightings(
  tx: Db,
  emit: Emit,
  caseId: string,
  crossBearings: CrossBearings,
): Promise<void> {
  const crossed = crossBearings(await sightsOf(tx, caseId));
  if (!crossed || crossed.misfit > worstMisfit) return;
  const [lng, lat] = crossed.location;
  await tx.query(
    `update cases set location = st_setsrid(st_makepoint($2, $3), 4326), uncertainty = $4 where id = $1`,
    [caseId, lng, lat, JSON.stringify(crossed.uncertainty)],
  );
  // Until somebody has been sent, the grid follows the place; afterwards people know it by its grid.
  const before = await lockCase(tx, caseId);
  if (before?.state !== 'reported') return;
  const place = await findPlace(tx, crossed.location);
  await tx.query('update cases set grid_code = $2, street_id = $3 where id = $1', [
    caseId,
    place.gridCode,
    place.streetId,
  ]);
  if (before.gridCode === place.gridCode) return;
  const after = await lockCase(tx, caseId);
  if (!after) return;
  const { gridCode, areaCodes: toAreaCodes } = after;
  const payload = { caseId, gridCode, fromAreaCodes: before.areaCodes, toAreaCodes };
  emit({ name: 'caseMoved', topic: 'cases', areaCode: before.gridCode, payload });
}

/**
 * The open case whose cameras' bearings cross this one best, although their pins lie apart: two towers may see one
 * smoke over the horizon and each be wrong by kilometres how far away it is.
 */
export async function findCaseByBearing(
  tx: Db,
  change: SceneChange,
  located: Located,
  cameraCode: string,
  crossBearings: CrossBearings,
): Promise<string | undefined> {
  const { rows: own } = await tx.query(
    `select st_x(location) as lng, st_y(location) as lat from cameras where code = $1`,
    [cameraCode],
  );
  if (!own[0]) return undefined;
  const here = { from: [own[0].lng, own[0].lat], at: located.location, uncertainty: located.uncertainty };
  const { rows: cases } = await tx.query(
    `select id from cases
      where closed_at is null and source = 'ai' and scene = $1
        and last_seen_at > $2::timestamptz - make_interval(mins => $3)
        and st_dwithin(location::geography, st_setsrid(st_makepoint($4, $5), 4326)::geography, $6)
        and not exists (select from sightings s where s.case_id = cases.id and s.camera_code = $7)`,
    [
      change.scene,
      new Date(change.at),
      mergeRules[change.scene].withinMinutes,
      located.location[0],
      located.location[1],
      farthestMetres,
      cameraCode,
    ],
  );
  let best: { id: string; misfit: number } | undefined;
  for (const { id } of cases) {
    const crossed = crossBearings([...(await sightsOf(tx, id)), here as Sight]);
    if (!crossed || crossed.misfit > (best?.misfit ?? worstJoiningMisfit)) continue;
    if (crossed.uncertainty.majorMetres < located.uncertainty.majorMetres / 2)
      best = { id, misfit: crossed.misfit };
  }
  return best?.id;
}

/** What each camera last said of where the case's incident stands. */
async function sightsOf(tx: Db, caseId: string): Promise<Sight[]> {
  const { rows } = await tx.query(
    `select distinct on (s.camera_code)
            st_x(c.location) as from_lng, st_y(c.location) as from_lat,
            st_x(s.location) as at_lng, st_y(s.location) as at_lat, s.uncertainty
       from sightings s join cameras c on c.code = s.camera_code
      where s.case_id = $1 and s.location is not null and s.change <> 'cleared'
      order by s.camera_code, s.at desc, s.recorded_at desc`,
    [caseId],
  );
  return rows.map((row) => ({
    from: [row.from_lng, row.from_lat],
    at: [row.at_lng, row.at_lat],
    uncertainty: row.uncertainty,
  }));
}
