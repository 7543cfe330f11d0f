import type { Case, CaseStepData } from '#contract/case.ts';
import type { Db, Emit } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { changeCase, insertStep, lockCase } from './case-step.repository.ts';

/** Records what happened to a case by itself (`yellow`, `red`, `overdue`): its state stays, its history and the walls hear of it. */
export async function noteInCase(
  tx: Db,
  emit: Emit,
  item: Pick<Case, 'id' | 'state'>,
  step: string,
  data: CaseStepData,
): Promise<void> {
  await insertStep(tx, {
    caseId: item.id,
    step,
    fromState: item.state,
    toState: item.state,
    actorId: null,
    note: null,
    data,
  });
  await tellOfCase(tx, emit, item.id);
}

/** Tells the walls of a case that something beside it changed: its limits, its place in the queue. */
export async function tellOfCase(tx: Db, emit: Emit, id: string): Promise<void> {
  await changeCase(tx, id, {}, false);
  const payload = await lockCase(tx, id);
  if (!payload) throw new Problem('case-not-found', `There is no case ${id}`);
  emit({ name: 'caseChanged', topic: 'cases', areaCode: payload.gridCode, payload });
}
