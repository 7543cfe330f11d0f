import type { z } from 'zod';
import { type Camera, CameraCollection, CameraHealth } from '#contract/camera.ts';
import { gridCondition, type Scope } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';

export interface CameraFilter {
  bbox: [number, number, number, number] | undefined;
  kind: Camera['kind'] | undefined;
  watched: boolean | undefined;
  after: string | undefined;
  limit: number;
  scope: Scope;
}

/** Which cameras `k` a scope sees; its values are added to the query's. */
const seenCameras = (scope: Scope, values: unknown[]): string =>
  gridCondition(scope, 'k.grid_code', (value) => `$${values.push(value)}`) ?? 'true';

/** A camera is watched when it has a stream and a scene and is switched on. */
const watched = '(k.stream_url is not null and k.scene is not null and k.enabled)';
const state = `case when not ${watched} then 'off' else coalesce(h.state, 'waiting') end`;

/** Cameras by code; never their stream addresses, which may carry credentials. */
export async function listCameras(db: Db, filter: CameraFilter): Promise<z.infer<typeof CameraCollection>> {
  const values: unknown[] = [
    filter.bbox ?? null,
    filter.kind ?? null,
    filter.watched ?? null,
    filter.after ?? null,
    filter.limit + 1,
  ];
  const seen = seenCameras(filter.scope, values);
  const { rows } = await db.query(
    `with matched as (
       select k.* from cameras k
        where ${seen} and ($1::float8[] is null or k.location && st_makeenvelope($1[1], $1[2], $1[3], $1[4], 4326))
          and ($2::text is null or k.kind = $2) and ($3::boolean is null or ${watched} = $3))
     select k.code, k.name, k.name_en as "nameEn", k.kind, k.grid_code as "gridCode",
            k.height_metres as "heightMetres", k.bearing_degrees as "bearingDegrees", k.tilt_degrees as "tiltDegrees",
            k.horizontal_fov_degrees as "horizontalFovDegrees", k.scene, k.stream_url is not null as "hasStream",
            ${state} as state, case when ${watched} then h.reason end as reason,
            st_x(k.location) as lng, st_y(k.location) as lat, (select count(*) from matched) as matched
       from matched k left join camera_health h on h.camera_code = k.code
      where $4::text is null or k.code > $4 order by k.code limit $5`,
    values,
  );
  const page = rows.slice(0, filter.limit);
  return CameraCollection.parse({
    type: 'FeatureCollection',
    features: page.map(({ lng, lat, matched: _, ...properties }) => ({
      type: 'Feature',
      id: properties.code,
      geometry: { type: 'Point', coordinates: [lng, lat] },
      properties: { ...properties, location: [lng, lat] },
    })),
    numberMatched: rows[0]?.matched ?? 0,
    ...(rows.length > filter.limit ? { next: page.at(-1)?.code } : {}),
  });
}

/** The address of a camera's stream, for the server's own use. */
export async function findStream(db: Db, code: string): Promise<{ url: string } | undefined> {
  const { rows } = await db.query(
    'select stream_url as url from cameras where code = $1 and stream_url is not null and enabled',
    [code],
  );
  return rows[0];
}

/** What the workers say of the cameras they watch. */
export async function listCameraHealth(db: Db, scope: Scope): Promise<CameraHealth[]> {
  const values: unknown[] = [];
  const seen = seenCameras(scope, values);
  const { rows } = await db.query(
    `select h.camera_code as "cameraCode", h.state, h.reason, h.since, h.frames_per_second as "framesPerSecond",
            h.lag_ms as "lagMs"
       from camera_health h join cameras k on k.code = h.camera_code where ${watched} and ${seen} order by h.camera_code`,
    values,
  );
  return rows.map((row) => CameraHealth.parse({ ...row, since: row.since.toISOString() }));
}

export async function countCameras(
  db: Db,
  scope: Scope = { kind: 'district' },
): Promise<{ total: number; watched: number; up: number; degraded: number; down: number }> {
  const values: unknown[] = [];
  const seen = seenCameras(scope, values);
  const { rows } = await db.query(
    `select count(*) as total, count(*) filter (where ${watched}) as watched,
            count(*) filter (where ${watched} and h.state = 'up') as up,
            count(*) filter (where ${watched} and h.state = 'degraded') as degraded,
            count(*) filter (where ${watched} and h.state = 'down') as down
       from cameras k left join camera_health h on h.camera_code = k.code where ${seen}`,
    values,
  );
  return rows[0];
}
