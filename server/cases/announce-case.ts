import type { Db, Emit } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { insertStep, lockCase } from './case-step.repository.ts';

/** Records that a person (null: one without an account) reported a case that was just inserted, and tells the walls of it. */
export async function announceCase(
  tx: Db,
  emit: Emit,
  caseId: string,
  reporterId: string | null,
  photoIds: readonly string[],
): Promise<void> {
  await insertStep(tx, {
    caseId,
    step: 'report',
    fromState: null,
    toState: 'reported',
    actorId: reporterId,
    note: null,
    data: photoIds.length > 0 ? { photoIds: [...photoIds] } : {},
  });
  const payload = await lockCase(tx, caseId);
  if (!payload) throw new Problem('case-not-found', `There is no case ${caseId}`);
  emit({ name: 'caseOpened', topic: 'cases', areaCode: payload.gridCode, payload });
}
