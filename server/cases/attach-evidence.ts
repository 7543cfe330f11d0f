import { type Pool, transact } from '../platform/db.ts';
import { insertEvidence, type StoredEvidence } from './evidence.repository.ts';
import { readCase } from './scene-case.repository.ts';

/** Ties a file that arrived later (a clip) to its case and tells the walls, in one transaction. */
export function attachEvidence(
  pool: Pool,
  request: StoredEvidence & { caseId: string; cameraCode: string; jobId?: string },
): Promise<void> {
  return transact(pool, async (tx, emit) => {
    const { rowCount } = await tx.query('update cases set version = version + 1 where id = $1', [
      request.caseId,
    ]);
    if (rowCount === 0) throw new Error(`There is no case ${request.caseId} to attach evidence to`);
    await insertEvidence(tx, request.caseId, request.cameraCode, request);
    if (request.jobId) await tx.query(`update clip_jobs set state = 'done' where id = $1`, [request.jobId]);
    const payload = await readCase(tx, request.caseId);
    emit({ name: 'caseChanged', topic: 'cases', areaCode: payload.gridCode, payload });
  });
}
