import type { Db } from '../platform/db.ts';

/** Adds these seconds to each camera that the worker holds and that gives pictures; kept by the district's day. */
export const addUptime = async (db: Db, workerId: string, seconds: number): Promise<void> => {
  await db.query(
    `insert into camera_uptime (camera_code, day, seconds)
     select c.camera_code, (now() at time zone coalesce((select time_zone from district), 'UTC'))::date, $2
       from camera_claims c join camera_health h on h.camera_code = c.camera_code
      where c.worker_id = $1 and c.until > now() and h.state in ('up', 'degraded')
     on conflict (camera_code, day) do update set seconds = camera_uptime.seconds + excluded.seconds`,
    [workerId, seconds],
  );
};
