import type { Health } from '#contract/health.ts';
import type { Pool } from '../platform/db.ts';

const workerSilentSeconds = 15;

/** The open health report. A database that doesn't answer is a finding, not a failure of the report. */
export async function readHealth(
  pool: Pool,
  version: string,
  countCameras: () => Promise<Health['cameras']>,
): Promise<Health> {
  const time = new Date().toISOString();
  const nothing = { total: 0, watched: 0, up: 0, degraded: 0, down: 0 };
  try {
    const [{ rows: versions }, { rows: workers }, cameras] = await Promise.all([
      pool.query(`select current_setting('server_version') as version, postgis_lib_version() as postgis`),
      pool.query(
        `select id, children, provider, provider_note, last_seen_at,
                last_seen_at > now() - make_interval(secs => $1) as alive
           from workers where last_seen_at > now() - interval '1 day' order by id`,
        [workerSilentSeconds],
      ),
      countCameras(),
    ]);
    const alive = workers.filter((worker) => worker.alive);
    const lastSeen = workers.map((worker) => worker.last_seen_at.getTime());
    return {
      status: alive.length > 0 && cameras.down === 0 ? 'ok' : 'degraded',
      version,
      time,
      database: { status: 'up', version: versions[0].version, postgis: versions[0].postgis },
      worker: {
        status: alive.length > 0 ? 'up' : 'down',
        workers: alive.length,
        children: alive.reduce((sum, worker) => sum + worker.children, 0),
        lastSeenAt: lastSeen.length > 0 ? new Date(Math.max(...lastSeen)).toISOString() : null,
      },
      providers: alive.map((worker) => ({
        worker: worker.id,
        provider: worker.provider ?? 'unknown',
        note: worker.provider_note,
      })),
      cameras,
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return {
      status: 'down',
      version,
      time,
      database: { status: 'down', version: null, postgis: null },
      worker: { status: 'down', workers: 0, children: 0, lastSeenAt: null },
      providers: [],
      cameras: nothing,
    };
  }
}
