import type { Db } from '../platform/db.ts';

/** Leases by which several workers share the cameras: who holds one watches it; a lapsed one is anybody's. */

export const leaseSeconds = 20;

const watchable = 'k.stream_url is not null and k.scene is not null and k.enabled';

export interface WorkerFacts {
  id: string;
  host: string;
  children: number;
  startedAt: number;
  provider?: string;
  providerNote?: string;
}

/** Says that the worker lives. */
export const beat = async (db: Db, worker: WorkerFacts): Promise<void> => {
  await db.query(
    `insert into workers (id, host, started_at, last_seen_at, children, provider, provider_note)
     values ($1, $2, $3, now(), $4, $5, $6)
     on conflict (id) do update set host = excluded.host, started_at = excluded.started_at, last_seen_at = now(),
       children = excluded.children, provider = excluded.provider, provider_note = excluded.provider_note`,
    [
      worker.id,
      worker.host,
      new Date(worker.startedAt),
      worker.children,
      worker.provider ?? null,
      worker.providerNote ?? null,
    ],
  );
};

/**
 * Renews the worker's leases, gives back what is more than its share (by children, among the workers seen lately) or no
 * longer to be watched, and takes what is free. Returns the cameras it holds now.
 */
export const claimCameras = async (db: Db, workerId: string): Promise<string[]> => {
  const { rows } = await db.query(
    `select (select count(*)::int from cameras k where ${watchable}) as total,
            coalesce((select children from workers where id = $1), 1) as own,
            (select coalesce(sum(children), 1)::int from workers
              where id = $1 or last_seen_at > now() - make_interval(secs => $2)) as "allChildren"`,
    [workerId, leaseSeconds],
  );
  const share = Math.ceil((rows[0].total * rows[0].own) / Math.max(1, rows[0].allChildren));
  await db.query(
    `delete from camera_claims c where worker_id = $1 and (
       not exists (select from cameras k where k.code = c.camera_code and ${watchable})
       or camera_code in (select camera_code from camera_claims where worker_id = $1 order by camera_code offset $2))`,
    [workerId, share],
  );
  await db.query(`update camera_claims set until = now() + make_interval(secs => $2) where worker_id = $1`, [
    workerId,
    leaseSeconds,
  ]);
  await db.query(
    `insert into camera_claims (camera_code, worker_id, until)
     select k.code, $1, now() + make_interval(secs => $2)
       from cameras k left join camera_claims c on c.camera_code = k.code
      where ${watchable} and (c.camera_code is null or c.until < now())
      order by k.code
      limit greatest(0, $3 - (select count(*)::int from camera_claims where worker_id = $1))
     on conflict (camera_code) do update set worker_id = excluded.worker_id, until = excluded.until
       where camera_claims.until < now()`,
    [workerId, leaseSeconds, share],
  );
  const held = await db.query(
    'select camera_code from camera_claims where worker_id = $1 order by camera_code',
    [workerId],
  );
  return held.rows.map((row) => row.camera_code);
};

/** A worker that stops in order leaves its cameras to the others at once. */
export const releaseCameras = async (db: Db, workerId: string): Promise<void> => {
  await db.query('delete from camera_claims where worker_id = $1', [workerId]);
  await db.query('delete from workers where id = $1', [workerId]);
};
