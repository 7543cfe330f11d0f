import type { AlertDelivery } from '#contract/alert.ts';
import type { SessionUser } from '#contract/session.ts';
import { scopeOf } from '../access/scope.ts';
import type { Pool } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem } from '../platform/problem.ts';
import { listDeadDeliveries, reviveDelivery } from './alert-detail.repository.ts';

export type DeadLetters = ReturnType<typeof createDeadLetters>;

/** Messages that could not be sent, about what the reader may see. */
export const createDeadLetters = (pool: Pool) => ({
  list: async (reader: SessionUser): Promise<{ items: AlertDelivery[] }> => ({
    items: await listDeadDeliveries(pool, scopeOf(reader)),
  }),

  /** Sends it again from the start, under the key that it had. */
  async retry(id: string, actor: SessionUser): Promise<AlertDelivery> {
    const revived = isUuid(id) ? await reviveDelivery(pool, scopeOf(actor), id) : undefined;
    if (!revived) throw new Problem('not-found', `There is no dead message ${id}`);
    return revived;
  },
});
