import type { CallBack, EndCallBack } from '#contract/rating.ts';
import type { SessionUser } from '#contract/session.ts';
import { caseCondition, scopeOf } from '../access/scope.ts';
import { type Db, type Emit, type Pool, transact } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem } from '../platform/problem.ts';
import { findCallBack, listCallBacks, markDone, type SeenCases } from './call-back.repository.ts';

export type CallBackService = ReturnType<typeof createCallBackService>;

/** 回访: the queue of reporters who were not satisfied. `reopen` opens a case again as the one who called. */
export function createCallBackService(
  pool: Pool,
  reopen: (tx: Db, emit: Emit, caseId: string, note: string, caller: SessionUser) => Promise<unknown>,
  /** Told before somebody is shown numbers. */
  noteList: (caller: SessionUser) => Promise<void>,
) {
  const seenBy =
    (caller: SessionUser): SeenCases =>
    (bind) =>
      caseCondition(scopeOf(caller), bind);
  const mustFind = async (db: Db, id: string, caller: SessionUser): Promise<CallBack> => {
    const found = isUuid(id) ? await findCallBack(db, id, seenBy(caller)) : undefined;
    if (!found) throw new Problem('not-found', `There is no call-back ${id}`);
    return found;
  };

  return {
    async list(isDone: boolean, caller: SessionUser): Promise<{ items: CallBack[] }> {
      await noteList(caller);
      return { items: await listCallBacks(pool, isDone, seenBy(caller)) };
    },

    /** Ends a call-back, once. */
    async end(id: string, { outcome, note }: EndCallBack, caller: SessionUser): Promise<CallBack> {
      const { caseId } = await mustFind(pool, id, caller);
      await transact(pool, async (tx, emit) => {
        if (!(await markDone(tx, id, { by: caller.id, outcome, note })))
          throw new Problem('call-back-done', 'Somebody has called already');
        if (outcome === 'reopened') await reopen(tx, emit, caseId, note, caller);
      });
      return mustFind(pool, id, caller);
    },
  };
}
