import { type LimitPhase, phaseOfState } from '#contract/case-limit.ts';
import { lockCase } from '../cases/case-step.repository.ts';
import { afterCountedTime, countedMs, dueAfterPause, dueAt } from '../cases/time-limit.ts';
import { readWorkingCalendar } from '../cases/working-calendar.repository.ts';
import { insertLimit, lockLimits, markPlanned, moveLimit } from '../dispatch/limit.repository.ts';
import { nextRung, toldBy } from '../dispatch/limit-ladder.ts';
import { policyOfType } from '../dispatch/limit-policy.repository.ts';
import { timesBetween } from '../dispatch/limit-times.ts';
import { issueOrder } from '../dispatch/supervision.repository.ts';
import type { Db } from '../platform/db.ts';

const count = { dueAt, countedMs, afterCountedTime, dueAfterPause };

/**
 * Limits of the demo's open cases, as if they had run all the time: what is over was told long ago, and what a
 * department let pass has its 督办单.
 */
export async function insertLimits(db: Db, now: Date): Promise<void> {
  const calendar = await readWorkingCalendar(db);
  const { rows } = await db.query(
    `select id, type_code, state, opened_at, due_at, coalesce(dispatched_at, accepted_at, opened_at) as since
       from cases where closed_at is null order by due_at nulls last, id`,
  );
  for (const row of rows) {
    await markPlanned(db, row.id);
    const policy = await policyOfType(db, row.type_code);
    const start = async (phase: LimitPhase, startedAt: number, given: Date | null) => {
      const limit = policy.phases[phase];
      if (!limit) return;
      const due = given?.getTime() ?? Math.round(dueAt(startedAt, limit, calendar));
      const times = timesBetween(startedAt, due, limit.unit, policy, calendar, count);
      await insertLimit(db, { ...limit, ...times, caseId: row.id, phase, startedAt });
    };
    await start('whole', row.opened_at.getTime(), row.due_at);
    const phase = phaseOfState[row.state as keyof typeof phaseOfState];
    if (phase) await start(phase, row.since.getTime(), null);
    await tellWhatIsOver(db, row.id, now);
  }
}

async function tellWhatIsOver(db: Db, caseId: string, now: Date): Promise<void> {
  for (const limit of await lockLimits(db, caseId)) {
    const ladder = { ...limit, climbAt: limit.climbs ? limit.dueAt : null };
    const told = toldBy(now.getTime(), ladder);
    await moveLimit(db, limit.id, { ...limit, told, nextAt: nextRung(told, ladder)?.at ?? null });
    if (told !== 'climbed' || limit.phase !== 'whole') continue;
    const item = await lockCase(db, caseId);
    if (item) await issueOrder(db, { item, limit, reason: '办理超期', issuedBy: null });
  }
  await db.query(
    'update supervision_orders set issued_at = due_at where case_id = $1 and due_at is not null',
    [caseId],
  );
}
