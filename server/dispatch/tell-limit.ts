import type { Case } from '#contract/case.ts';
import type { LimitPhase } from '#contract/case-limit.ts';
import type { Db, Emit } from '../platform/db.ts';
import type { CaseDoor } from './case-door.ts';
import { climbs } from './climb-rule.ts';
import { isSupervised } from './escalation.repository.ts';
import { type KeptLimit, moveLimit } from './limit.repository.ts';
import { nextRung } from './limit-ladder.ts';
import { ladderOf } from './run-limits.ts';
import { issueOrder } from './supervision.repository.ts';

const phaseInWords: Record<LimitPhase, string> = {
  accept: '受理',
  dispatch: '派遣',
  receive: '签收',
  settle: '确权',
  arrive: '报到',
  handle: '处置',
  check: '核查',
  close: '结案',
  whole: '办理',
};

/**
 * Tells a case the next thing of a limit that is due: a line in its history, its event on the walls, and at the top
 * the climb to the level above with its 督办单. The case is locked; all of it commits together, so it happens once.
 */
export async function tellLimit(tx: Db, emit: Emit, door: CaseDoor, limit: KeptLimit): Promise<void> {
  const item = await door.lock(tx, limit.caseId);
  if (!item) throw new Error(`Limit ${limit.id} has no case`);
  const ladder = await ladderOf(tx, item.id, limit, limit);
  const due = nextRung(limit.told, ladder);
  if (!due) return moveLimit(tx, limit.id, { ...limit, nextAt: null });
  const nextAt = nextRung(due.rung, ladder)?.at ?? null;
  await moveLimit(tx, limit.id, { ...limit, told: due.rung, nextAt });
  if (due.rung === 'climbed') return climb(tx, emit, door, item, limit);
  await door.note(tx, emit, item, due.rung, dataOf(limit));
}

async function climb(tx: Db, emit: Emit, door: CaseDoor, item: Case, limit: KeptLimit): Promise<void> {
  const reason = `${phaseInWords[limit.phase]}超期`;
  if (await isSupervised(tx, item.level)) {
    await door.takeStep(tx, emit, item.id, { step: 'supervise', note: reason });
    await issueOrder(tx, { item, limit, reason, issuedBy: null });
  }
  if (climbs(item)) await door.takeStep(tx, emit, item.id, { step: 'escalate', note: reason });
}

const dataOf = ({ phase, dueAt }: KeptLimit) => ({ phase, dueAt: new Date(dueAt).toISOString() });
