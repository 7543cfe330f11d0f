import type { CaseStepData } from '#contract/case.ts';
import type { Db, Emit } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { changeCase, insertStep, lockCase } from './case-step.repository.ts';

/** Records what happened to a case without moving it on (`overdue`, `yellow`, …), with its event. */
export async function noteInCase(
  tx: Db,
  emit: Emit,
  caseId: string,
  happened: { step: string; note?: string; data?: CaseStepData },
): Promise<void> {
  const found = await lockCase(tx, caseId);
  if (!found) throw new Problem('case-not-found', `There is no case ${caseId}`);
  await insertStep(tx, {
    caseId: found.id,
    step: happened.step,
    fromState: found.state,
    toState: found.state,
    actorId: null,
    note: happened.note ?? null,
    data: happened.data ?? {},
  });
  await changeCase(tx, found.id, {}, false);
  const payload = (await lockCase(tx, found.id)) ?? found;
  emit({ name: 'caseChanged', topic: 'cases', areaCode: payload.gridCode, payload });
}
