import type { CameraHealth } from '#contract/camera.ts';
import { type Pool, transact } from '../platform/db.ts';
import type { CameraStanding } from './messages.ts';

/** Writes how cameras stand and tells the walls of those that turned, in one transaction. */
export const writeStandings = (pool: Pool, standings: ReadonlyMap<string, CameraStanding>): Promise<void> =>
  transact(pool, async (tx, emit) => {
    const { rows } = await tx.query(
      `with told as (select * from jsonb_to_recordset($1::jsonb)
                       as t(code text, state text, reason text, since timestamptz, fps float8, "lagMs" float8)),
            before as (select h.camera_code, h.state, h.reason from camera_health h join told t on t.code = h.camera_code),
            written as (
              insert into camera_health (camera_code, state, reason, since, frames_per_second, lag_ms, reported_at)
              select t.code, t.state, t.reason, t.since, t.fps, t."lagMs", now() from told t join cameras k on k.code = t.code
              on conflict (camera_code) do update set state = excluded.state, reason = excluded.reason,
                since = excluded.since, frames_per_second = excluded.frames_per_second, lag_ms = excluded.lag_ms,
                reported_at = excluded.reported_at
              returning *)
       select w.camera_code as "cameraCode", w.state, w.reason, w.since, w.frames_per_second as "framesPerSecond",
              w.lag_ms as "lagMs"
         from written w left join before b on b.camera_code = w.camera_code
        where b.state is distinct from w.state or b.reason is distinct from w.reason
        order by w.camera_code`,
      [JSON.stringify([...standings].map(([code, standing]) => rowOf(code, standing)))],
    );
    if (rows.length === 0) return;
    const cameras: CameraHealth[] = rows.map((row) => ({ ...row, since: row.since.toISOString() }));
    emit({ name: 'cameraHealth', topic: 'cameras', areaCode: null, payload: { cameras } });
  });

const rowOf = (code: string, { state, reason, since, fps, lagMs }: CameraStanding) => ({
  code,
  state,
  reason: reason ?? null,
  since: new Date(since).toISOString(),
  fps,
  lagMs: lagMs === undefined ? null : Math.round(lagMs),
});
