import type { Case } from '#contract/case.ts';
import type { LimitPhase } from '#contract/case-limit.ts';
import type { Db } from '../platform/db.ts';

export interface NewOrder {
  item: Pick<Case, 'id' | 'departmentCode' | 'level' | 'areaCodes'>;
  /** The limit that is over; null where somebody supervises for a reason of their own. */
  limit: { id: number; phase: LimitPhase; dueAt: number } | null;
  reason: string;
  issuedBy: string | null;
}

/**
 * Writes a 督办单 with the year's next number and copies it to those in whose area the case lies and whose role its
 * level names. One at a time, so that no number is left out or given twice; once per limit.
 */
export async function issueOrder(tx: Db, { item, limit, reason, issuedBy }: NewOrder): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('supervision-order'))`);
  const { rows } = await tx.query(
    `with today as (
       select extract(year from now() at time zone coalesce((select time_zone from district), 'Asia/Shanghai'))::int as year)
     insert into supervision_orders (year, serial, case_id, limit_id, phase, due_at, department_code, level, reason, issued_by)
     select year, coalesce((select max(serial) from supervision_orders o where o.year = today.year), 0) + 1,
            $1, $2, $3, $4, $5, $6, $7, $8 from today
     on conflict (limit_id) do nothing returning id`,
    [
      item.id,
      limit?.id ?? null,
      limit?.phase ?? null,
      limit ? new Date(limit.dueAt) : null,
      item.departmentCode,
      item.level,
      reason,
      issuedBy,
    ],
  );
  if (!rows[0]) return;
  await tx.query(
    `insert into supervision_copies (order_id, user_id)
     select $1, u.id from users u join escalation_levels e on e.level = $2 and u.role = any(e.copied_roles)
      where u.area_code is null or u.area_code = any($3)`,
    [rows[0].id, item.level, item.areaCodes],
  );
}
