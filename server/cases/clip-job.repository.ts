import type { Db } from '../platform/db.ts';
import type { RecordedChange } from './record-scene-change.ts';
import { clipSpan } from './sighting-rules.ts';

/** Live footage arrives this much later than it happens; a clip is cut when its last second must be there. */
const footageDelayMs = 8_000;

/** Asks the worker that keeps the camera's last minutes for the case's clip. */
export async function insertClipJob(
  tx: Db,
  caseId: string,
  { change, cameraCode, workerId }: RecordedChange,
): Promise<void> {
  const { fromAt, toAt } = clipSpan(change.startedAt, change.at);
  await tx.query(
    `insert into clip_jobs (case_id, camera_code, worker_id, from_at, to_at, due_at) values ($1, $2, $3, $4, $5, $6)`,
    [caseId, cameraCode, workerId, new Date(fromAt), new Date(toAt), new Date(toAt + footageDelayMs)],
  );
}
