import { CaseLevel } from '#contract/case-state.ts';
import { EscalationLevel } from '#contract/dispatch.ts';
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

/** From the bottom up. */
export async function listLevels(db: Db): Promise<EscalationLevel[]> {
  const { rows } = await db.query(
    `select level, grace_minutes as "graceMinutes", supervised, copied_roles as "copiedRoles" from escalation_levels`,
  );
  const levels = rows.map((row) => EscalationLevel.parse(row));
  return levels.sort((a, b) => CaseLevel.options.indexOf(a.level) - CaseLevel.options.indexOf(b.level));
}

export async function saveLevels(tx: Db, levels: readonly EscalationLevel[]): Promise<void> {
  for (const { level, graceMinutes, supervised, copiedRoles } of levels)
    await tx.query(
      `update escalation_levels set grace_minutes = $2, supervised = $3, copied_roles = $4 where level = $1`,
      [level, graceMinutes, supervised, copiedRoles],
    );
}
