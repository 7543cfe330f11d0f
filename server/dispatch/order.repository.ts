import type { Case } from '#contract/case.ts';
import { SupervisionOrder } from '#contract/dispatch.ts';
import type { Db } from '../platform/db.ts';
import type { SeenCases } from './queue.repository.ts';

export interface OrderPosition {
  issuedAt: string;
  id: string;
}

/** A 督办单 without its case. */
export type KeptOrder = Omit<SupervisionOrder, 'case'> & { caseId: string };

const selectOrders = `
  select o.*, d.name as department_name, d.name_en as department_name_en, u.name as issued_by_name,
         a.name as answered_by_name,
         (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'role', p.role) order by p.role, p.name), '[]')
            from supervision_copies s join users p on p.id = s.user_id where s.order_id = o.id) as copied_to
    from supervision_orders o
    join cases c on c.id = o.case_id
    left join departments d on d.code = o.department_code
    left join users u on u.id = o.issued_by
    left join users a on a.id = o.answered_by`;

// biome-ignore lint/suspicious/noExplicitAny: a row of selectOrders, checked by the contract's schema
const orderOfRow = (row: any): KeptOrder => ({
  caseId: row.case_id,
  ...SupervisionOrder.omit({ case: true }).parse({
    id: row.id,
    year: row.year,
    serial: row.serial,
    phase: row.phase,
    dueAt: row.due_at?.toISOString() ?? null,
    departmentCode: row.department_code,
    departmentName: row.department_name,
    departmentNameEn: row.department_name_en,
    level: row.level,
    reason: row.reason,
    issuedByName: row.issued_by_name,
    issuedAt: row.issued_at.toISOString(),
    copiedTo: row.copied_to,
    answer: row.answer,
    answeredByName: row.answered_by_name,
    answeredAt: row.answered_at?.toISOString() ?? null,
  }),
});

/** Newest first; one more than the page, to know whether another follows. */
export async function listOrders(
  db: Db,
  filter: { open: boolean | undefined; limit: number; after: OrderPosition | undefined },
  seen: SeenCases,
): Promise<KeptOrder[]> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = [seen(bind) ?? 'true'];
  if (filter.open !== undefined) conditions.push(`(o.answered_at is null) = ${bind(filter.open)}`);
  if (filter.after) {
    const { issuedAt, id } = filter.after;
    conditions.push(`(o.issued_at, o.id) < (${bind(issuedAt)}::timestamptz, ${bind(id)}::uuid)`);
  }
  const { rows } = await db.query(
    `${selectOrders} where ${conditions.join(' and ')}
      order by o.issued_at desc, o.id desc limit ${bind(filter.limit + 1)}`,
    values,
  );
  return rows.map(orderOfRow);
}

export async function findOrder(db: Db, id: string, seen: SeenCases): Promise<KeptOrder | undefined> {
  const values: unknown[] = [id];
  const condition = seen((value) => `$${values.push(value)}`) ?? 'true';
  const { rows } = await db.query(`${selectOrders} where o.id = $1 and ${condition}`, values);
  return rows[0] && orderOfRow(rows[0]);
}

/** Writes what was done; false where somebody has answered already. */
export async function answerOrder(db: Db, id: string, answer: string, answeredBy: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update supervision_orders set answer = $2, answered_by = $3, answered_at = now()
      where id = $1 and answered_at is null`,
    [id, answer, answeredBy],
  );
  return rowCount === 1;
}

/** The orders with their cases, in their order. */
export function withCases(orders: readonly KeptOrder[], cases: readonly Case[]): SupervisionOrder[] {
  const byId = new Map(cases.map((item) => [item.id, item]));
  return orders.flatMap(({ caseId, ...order }) => {
    const item = byId.get(caseId);
    return item ? [{ ...order, case: item }] : [];
  });
}
