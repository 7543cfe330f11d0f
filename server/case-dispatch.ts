import { lockCase } from './cases/case-step.repository.ts';
import { noteInCase, tellOfCase } from './cases/note-in-case.ts';
import { type StepTaken, takeStepIn } from './cases/take-step.ts';
import { afterCountedTime, countedMs, dueAfterPause, dueAt } from './cases/time-limit.ts';
import { readWorkingCalendar } from './cases/working-calendar.repository.ts';
import type { CaseDoor } from './dispatch/case-door.ts';
import { mustBeCloser } from './dispatch/close-rule.ts';
import { createRouting } from './dispatch/route-case.ts';
import { createLimits } from './dispatch/run-limits.ts';
import { issueOrder } from './dispatch/supervision.repository.ts';
import type { Db } from './platform/db.ts';

/**
 * Where the case loop and dispatching meet: adds to `hooks` what dispatching does at each step, and answers with what
 * takes steps by itself. Steps that the product takes run all of `hooks`, also those that are added later.
 */
export function createCaseDispatch(hooks: StepTaken[]) {
  const door: CaseDoor = {
    lock: lockCase,
    takeStep: (tx, emit, id, request) => takeStepIn(tx, emit, id, request, { party: 'machine' }, hooks),
    note: noteInCase,
    tell: tellOfCase,
  };
  const limits = createLimits({
    count: { dueAt, countedMs, afterCountedTime, dueAfterPause },
    readCalendar: readWorkingCalendar,
  });
  const routing = createRouting(door);
  // a step's limit starts before the next step that it leads to
  hooks.push(
    (tx, _emit, taken) => limits.follow(tx, taken),
    (tx, emit, taken) => routing.follow(tx, emit, taken),
    async (tx, _emit, { after, request: { step }, actorId }) => {
      if (step === 'close' && actorId !== null) await mustBeCloser(tx, after.id, actorId);
    },
    async (tx, _emit, { after: item, request: { step, note }, actorId }) => {
      if (step === 'supervise' && actorId !== null)
        await issueOrder(tx, { item, limit: null, reason: note ?? '', issuedBy: actorId });
    },
  );
  return {
    door,
    limits,
    onOpened: routing.acceptUnseen,
    /** Gives a case its limits in the transaction that opens it; without this the timers do so within a second. */
    async plan(tx: Db, caseId: string): Promise<void> {
      const item = await lockCase(tx, caseId);
      if (item) await limits.plan(tx, item);
    },
  };
}
export type CaseDispatch = ReturnType<typeof createCaseDispatch>;
