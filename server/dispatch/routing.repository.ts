import type { Case } from '#contract/case.ts';
import type { QueueReason } from '#contract/dispatch.ts';
import type { Db } from '../platform/db.ts';
import { type Route, routeOf } from './route-rule.ts';

/** How a type's cases are sent on their way. */
export interface TypeRouting {
  autoDispatch: boolean;
  /** What a machine saw with at least this score is accepted without review; null reviews all. */
  autoAcceptScore: number | null;
}

export async function readTypeRouting(db: Db, typeCode: string): Promise<TypeRouting> {
  const { rows } = await db.query(
    `select auto_dispatch as "autoDispatch", auto_accept_score as "autoAcceptScore" from event_types where code = $1`,
    [typeCode],
  );
  return rows[0];
}

/** Who gets a case of this type in these areas; what a type leaves open, its class (大类) may say. */
export async function ownerOf(
  db: Db,
  { typeCode, areaCodes }: Pick<Case, 'typeCode' | 'areaCodes'>,
): Promise<Route> {
  const { rows } = await db.query(
    `select (select o.code from departments o where o.code = t.department_code and o.retired_at is null) as "districtOwner",
            coalesce((select jsonb_agg(jsonb_build_object('areaCode', d.area_code, 'departmentCode', d.department_code,
                                                          'main', d.main) order by d.department_code)
                        from type_departments d join departments o on o.code = d.department_code
                       where d.type_code = t.code and o.retired_at is null), '[]') as departments
       from event_types t
      where t.code = $1 or t.code = (select parent_code from event_types where code = $1)
      order by t.code = $1 desc`,
    [typeCode],
  );
  const routes = rows.map(({ districtOwner, departments }) => routeOf(areaCodes, districtOwner, departments));
  const decisive = routes.find((route) => route.owner !== null || route.reason !== 'no-owner');
  return decisive ?? { owner: null, reason: 'no-owner', candidates: [] };
}

/** Keeps a case in the centre's queue and says why it isn't on its way. */
export async function enqueue(
  tx: Db,
  caseId: string,
  reason: QueueReason,
  candidates: readonly string[] = [],
): Promise<void> {
  await tx.query(
    `insert into dispatch_queue (case_id, reason, candidates) values ($1, $2, $3)
     on conflict (case_id) do update set reason = excluded.reason, candidates = excluded.candidates, since = now()`,
    [caseId, reason, candidates],
  );
}

export async function dequeue(tx: Db, caseId: string): Promise<void> {
  await tx.query('delete from dispatch_queue where case_id = $1', [caseId]);
}
