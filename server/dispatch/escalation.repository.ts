import type { CaseLevel } from '#contract/case-state.ts';
import type { Db } from '../platform/db.ts';

/** How long the level that has a case in hand may be late before the case climbs, in milliseconds. */
export async function graceMsOf(db: Db, caseId: string): Promise<number> {
  const { rows } = await db.query(
    `select coalesce(e.grace_minutes, 0) as minutes
       from cases c left join escalation_levels e on e.level = c.level where c.id = $1`,
    [caseId],
  );
  return (rows[0]?.minutes ?? 0) * 60_000;
}

/** Whether a 督办单 is written when a case climbs from this level. */
export async function isSupervised(db: Db, level: CaseLevel): Promise<boolean> {
  const { rows } = await db.query('select supervised from escalation_levels where level = $1', [level]);
  return rows[0]?.supervised ?? false;
}
