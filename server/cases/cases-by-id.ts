import type { Case } from '#contract/case.ts';
import type { Db } from '../platform/db.ts';
import { caseOfRow, selectCases } from './case-row.ts';

/** These cases, in no order. Who may see them has been asked before. */
export async function readCasesById(db: Db, ids: readonly string[]): Promise<Case[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query(`${selectCases} where c.id = any($1)`, [ids]);
  return rows.map(caseOfRow);
}
