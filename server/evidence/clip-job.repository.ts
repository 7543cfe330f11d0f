import type { Db } from '../platform/db.ts';

/** A clip that a case waits for. Times are media time in epoch milliseconds. */
export interface ClipJob {
  id: string;
  caseId: string;
  cameraCode: string;
  fromAt: number;
  toAt: number;
  /** With this one. */
  attempts: number;
}

const columns = `id, case_id, camera_code, from_at, to_at, attempts`;
interface Row {
  id: string;
  case_id: string;
  camera_code: string;
  from_at: Date;
  to_at: Date;
  attempts: number;
}
const toJob = (row: Row): ClipJob => ({
  id: row.id,
  caseId: row.case_id,
  cameraCode: row.camera_code,
  fromAt: row.from_at.getTime(),
  toAt: row.to_at.getTime(),
  attempts: row.attempts,
});

/** Takes the worker's next job that is due; nobody else gets it until `leaseUntil`, and then again if it is not done. */
export async function claimClipJob(
  db: Db,
  request: { workerId: string; now: number; leaseUntil: number },
): Promise<ClipJob | undefined> {
  const { rows } = await db.query<Row>(
    `update clip_jobs set attempts = attempts + 1, due_at = $3
      where id = (select id from clip_jobs where state = 'waiting' and worker_id = $1 and due_at <= $2
                   order by due_at limit 1 for update skip locked)
      returning ${columns}`,
    [request.workerId, new Date(request.now), new Date(request.leaseUntil)],
  );
  return rows[0] && toJob(rows[0]);
}

/** All that a worker still has to make. */
export async function listWaitingClipJobs(db: Db, workerId: string): Promise<ClipJob[]> {
  const { rows } = await db.query<Row>(
    `select ${columns} from clip_jobs where state = 'waiting' and worker_id = $1`,
    [workerId],
  );
  return rows.map(toJob);
}

/** Puts a job off, or only notes what is to be said about it. */
export async function noteClipJob(db: Db, id: string, note: string | null, dueAt?: number): Promise<void> {
  await db.query(
    `update clip_jobs set note = $2, due_at = coalesce($3, due_at) where id = $1 and state = 'waiting'`,
    [id, note, dueAt === undefined ? null : new Date(dueAt)],
  );
}

export async function failClipJob(db: Db, id: string, note: string): Promise<void> {
  await db.query(`update clip_jobs set state = 'failed', note = $2 where id = $1 and state = 'waiting'`, [
    id,
    note,
  ]);
}

/** Gives up the jobs of workers that have not been seen since `silentSince`: their footage is out of reach. */
export async function failAbandonedClipJobs(db: Db, silentSince: number): Promise<number> {
  const { rowCount } = await db.query(
    `update clip_jobs j set state = 'failed', note = 'the worker that kept the footage has not come back'
      where state = 'waiting' and due_at < $1
        and not exists (select from workers w where w.id = j.worker_id and w.last_seen_at >= $1)`,
    [new Date(silentSince)],
  );
  return rowCount ?? 0;
}
