import type { Db } from '../platform/db.ts';
import { effectiveRosterId, readDutyPlan } from './duty-plan.repository.ts';
import { onDutyAt } from './on-duty-at.ts';

/** Who is on duty now by a roster, or by the emergency roster in its place; undefined where the roster is none. */
export async function onDutyNow(db: Db, rosterId: string): Promise<string | undefined> {
  const now = Date.now();
  const plan = await readDutyPlan(db, await effectiveRosterId(db, rosterId), now, now + 1);
  return plan && onDutyAt(plan, now).userId;
}
