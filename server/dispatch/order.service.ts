import type { Case } from '#contract/case.ts';
import type { SupervisionOrder } from '#contract/dispatch.ts';
import type { SessionUser } from '#contract/session.ts';
import { caseCondition, isCentre, scopeOf } from '../access/scope.ts';
import { type Pool, transact } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem } from '../platform/problem.ts';
import type { NoteChange } from './note-change.ts';
import {
  answerOrder,
  findOrder,
  type KeptOrder,
  listOrders,
  type OrderPosition,
  withCases,
} from './order.repository.ts';

export type OrderService = ReturnType<typeof createOrderService>;

/** 督办单: who sees the case sees its orders; whoever is late, or the centre, says what was done. */
export function createOrderService(
  pool: Pool,
  readCases: (ids: readonly string[]) => Promise<Case[]>,
  note: NoteChange,
) {
  const seenBy = (reader: SessionUser) => (bind: (value: unknown) => string) =>
    caseCondition(scopeOf(reader), bind);
  const find = async (id: string, reader: SessionUser): Promise<KeptOrder> => {
    const found = isUuid(id) ? await findOrder(pool, id, seenBy(reader)) : undefined;
    if (!found) throw new Problem('order-not-found', `There is no supervision order ${id}`);
    return found;
  };
  const whole = async (id: string, reader: SessionUser): Promise<SupervisionOrder> => {
    const found = await find(id, reader);
    const [order] = withCases([found], await readCases([found.caseId]));
    if (!order) throw new Error(`Supervision order ${id} has no case`);
    return order;
  };

  return {
    get: whole,

    async list(
      query: { open?: boolean | undefined; limit: number; after?: string | undefined },
      reader: SessionUser,
    ): Promise<{ items: SupervisionOrder[]; next: string | null }> {
      const after = query.after === undefined ? undefined : readPosition(query.after);
      const found = await listOrders(pool, { open: query.open, limit: query.limit, after }, seenBy(reader));
      const page = found.slice(0, query.limit);
      const last = page.at(-1);
      return {
        items: withCases(page, await readCases([...new Set(page.map(({ caseId }) => caseId))])),
        next: last && found.length > query.limit ? writePosition(last) : null,
      };
    },

    async answer(id: string, answer: string, actor: SessionUser): Promise<SupervisionOrder> {
      const { departmentCode, year, serial } = await find(id, actor);
      const isTheirs =
        actor.role === 'department' ? actor.departmentCode === departmentCode : departmentCode === null;
      if (!isTheirs && !isCentre(actor.role))
        throw new Problem('not-allowed', 'Its department answers a supervision order, or the centre');
      await transact(pool, async (tx) => {
        if (!(await answerOrder(tx, id, answer, actor.id)))
          throw new Problem('order-answered', `Supervision order ${id} has been answered already`);
        const object = { kind: 'supervision-order', id, name: `${year}-${serial}` };
        note(tx, actor.id, { action: 'order-answer', object });
      });
      return whole(id, actor);
    },
  };
}

const writePosition = ({ issuedAt, id }: OrderPosition): string =>
  Buffer.from(`${issuedAt} ${id}`).toString('base64url');
function readPosition(text: string): OrderPosition {
  const [issuedAt = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  if (!isUuid(id) || Number.isNaN(Date.parse(issuedAt)))
    throw new Problem('bad-request', 'after: must be the `next` of a page');
  return { issuedAt, id };
}
