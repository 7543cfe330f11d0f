import type { Case } from '#contract/case.ts';
import type { QueuedCase } from '#contract/dispatch.ts';
import type { SessionUser } from '#contract/session.ts';
import { caseCondition, scopeOf } from '../access/scope.ts';
import type { Pool } from '../platform/db.ts';
import { listQueue } from './queue.repository.ts';

export type DispatchService = ReturnType<typeof createDispatchService>;

/** What the centre looks at to send cases on. */
export function createDispatchService(pool: Pool, readCases: (ids: readonly string[]) => Promise<Case[]>) {
  return {
    async queue(reader: SessionUser): Promise<{ items: QueuedCase[] }> {
      const queued = await listQueue(pool, (bind) => caseCondition(scopeOf(reader), bind));
      const cases = new Map(
        (await readCases(queued.map(({ caseId }) => caseId))).map((item) => [item.id, item]),
      );
      return {
        items: queued.flatMap(({ caseId, ...rest }) => {
          const item = cases.get(caseId);
          return item ? [{ case: item, ...rest }] : [];
        }),
      };
    },
  };
}
