import type { Case } from '#contract/case.ts';
import type { CaseStepName } from '#contract/case-machine.ts';
import type { QueueReason } from '#contract/dispatch.ts';
import type { Db, Emit } from '../platform/db.ts';
import type { CaseDoor } from './case-door.ts';
import { dequeue, enqueue, ownerOf, readTypeRouting } from './routing.repository.ts';

/** Steps after which a case is back at the centre, which decides by hand. */
const backBecause: Partial<Record<CaseStepName, QueueReason>> = {
  return: 'returned',
  dispute: 'disputed',
  escalate: 'escalated',
  reopen: 'reopened',
  resume: 'by-hand',
};

/**
 * Sends a case on its way as soon as it is accepted, where its type and place name exactly one owner; otherwise it waits
 * in the centre's queue with the reason. In the transaction of the step that it follows.
 */
export function createRouting(door: CaseDoor) {
  const route = async (tx: Db, emit: Emit, item: Case): Promise<void> => {
    const { autoDispatch } = await readTypeRouting(tx, item.typeCode);
    if (!autoDispatch) return enqueue(tx, item.id, 'by-hand');
    const found = await ownerOf(tx, item);
    if (found.owner === null) return enqueue(tx, item.id, found.reason, found.candidates);
    const { owner: departmentCode, helpers: coDepartmentCodes } = found;
    await door.takeStep(tx, emit, item.id, { step: 'dispatch', departmentCode, coDepartmentCodes });
  };

  return {
    async follow(
      tx: Db,
      emit: Emit,
      { before, after, request }: { before: Case; after: Case; request: { step: CaseStepName } },
    ): Promise<void> {
      const waits = after.state === 'accepted' || after.state === 'disputed';
      if (!waits) return dequeue(tx, after.id);
      if (after.state === before.state) return;
      if (request.step === 'accept') return route(tx, emit, after);
      await enqueue(tx, after.id, backBecause[request.step] ?? 'by-hand');
    },

    /** What a machine is sure enough of goes without review, where its type allows that. */
    async acceptUnseen(tx: Db, emit: Emit, item: Case): Promise<void> {
      if (item.source !== 'ai' || item.state !== 'reported' || item.score === null) return;
      const { autoAcceptScore } = await readTypeRouting(tx, item.typeCode);
      if (autoAcceptScore !== null && item.score >= autoAcceptScore)
        await door.takeStep(tx, emit, item.id, { step: 'accept' });
    },
  };
}
