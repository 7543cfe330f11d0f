import type { Db } from '../platform/db.ts';
import { WatchedCamera } from './watched-camera.ts';

/** The cameras of these codes that are to be watched, with how far they were seen. */
export const readWatchedCameras = async (db: Db, codes: string[]): Promise<WatchedCamera[]> => {
  const { rows } = await db.query(
    `select k.code, k.stream_url, k.scene, k.settings, st_x(k.location) as lng, st_y(k.location) as lat,
            k.ground_elevation_metres, k.height_metres, k.bearing_degrees, k.tilt_degrees, k.horizontal_fov_degrees,
            u.processed_until
       from cameras k left join camera_cursors u on u.camera_code = k.code
      where k.code = any($1) and k.stream_url is not null and k.scene is not null and k.enabled
      order by k.code`,
    [codes],
  );
  return rows.map((row) =>
    WatchedCamera.parse({
      code: row.code,
      streamUrl: row.stream_url,
      scene: row.scene,
      settings: row.settings,
      location: [row.lng, row.lat],
      groundElevationMetres: row.ground_elevation_metres,
      geometry: {
        heightMetres: row.height_metres,
        bearingDegrees: row.bearing_degrees,
        tiltDegrees: row.tilt_degrees,
        horizontalFovDegrees: row.horizontal_fov_degrees,
      },
      ...(row.processed_until ? { processedUntil: row.processed_until.getTime() } : {}),
    }),
  );
};

/** Keeps how far cameras were seen; a cursor never goes back. */
export const writeCursors = async (db: Db, cursors: ReadonlyMap<string, number>): Promise<void> => {
  if (cursors.size === 0) return;
  await db.query(
    `insert into camera_cursors (camera_code, processed_until)
     select c.code, c.until from unnest($1::text[], $2::timestamptz[]) as c(code, until)
       join cameras k on k.code = c.code
     on conflict (camera_code) do update
       set processed_until = greatest(camera_cursors.processed_until, excluded.processed_until)`,
    [[...cursors.keys()], [...cursors.values()].map((until) => new Date(until))],
  );
};
