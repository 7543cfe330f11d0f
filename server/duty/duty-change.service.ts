import type { AskSwap, DutyCalendar, OverrideDuty } from '#contract/duty.ts';
import type { SessionUser } from '#contract/session.ts';
import { type Db, type Pool, transact } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem, wrongField } from '../platform/problem.ts';
import {
  decideSwap,
  insertNote,
  insertOverride,
  insertSwap,
  listNotes,
  listSwaps,
  lockSwap,
  undoOverride,
} from './duty-change.repository.ts';
import { readDutyPlan } from './duty-plan.repository.ts';
import { type DutyPlan, dutyStretches } from './on-duty-at.ts';
import { listDutyPeople } from './roster.repository.ts';

export type DutyChanges = ReturnType<typeof createDutyChanges>;

const longestDays = 100;
/** Hand-over times come every day. */
const longestShiftMs = 49 * 3_600_000;
const done = {};

/** A roster over time, and what changes it: overrides, swaps, and notes for whoever takes over. */
export function createDutyChanges(pool: Pool) {
  const planOf = async (db: Db, rosterId: string, from: number, to: number): Promise<DutyPlan> => {
    if (!(from < to)) throw wrongField('to', 'must be after `from`');
    if (to - from > longestDays * 86_400_000) throw wrongField('to', `at most ${longestDays} days at once`);
    const plan = isUuid(rosterId) ? await readDutyPlan(db, rosterId, from, to) : undefined;
    if (!plan) throw new Problem('not-found', `There is no roster ${rosterId}`);
    return plan;
  };
  const mustBeSomebody = async (path: string, userId: string): Promise<void> => {
    if (!(await listDutyPeople(pool)).some(({ id }) => id === userId))
      throw wrongField(path, `${userId} is nobody who can be on duty`);
  };
  return {
    async calendar(rosterId: string, query: { from: string; to: string }): Promise<DutyCalendar> {
      const [from, to] = [Date.parse(query.from), Date.parse(query.to)];
      // shifts at the edges are told whole, so that overrides beyond the edges count as well
      const plan = await planOf(pool, rosterId, from - longestShiftMs, to + longestShiftMs);
      const names = new Map((await listDutyPeople(pool)).map(({ id, name }) => [id, name]));
      return {
        timeZone: plan.timeZone,
        stretches: dutyStretches(plan, from, to).map((stretch) => ({
          from: new Date(stretch.from).toISOString(),
          to: new Date(stretch.to).toISOString(),
          userId: stretch.userId,
          userName: names.get(stretch.userId) ?? '–',
          overrideId: stretch.overrideId,
        })),
        swaps: await listSwaps(pool, rosterId, from, to),
        notes: await listNotes(pool, rosterId),
      };
    },

    async override(rosterId: string, asked: OverrideDuty, by: SessionUser): Promise<typeof done> {
      const [from, to] = [Date.parse(asked.from), Date.parse(asked.to)];
      await planOf(pool, rosterId, from, to);
      await mustBeSomebody('userId', asked.userId);
      const { userId, reason = null } = asked;
      await insertOverride(pool, { rosterId, userId, from, to, reason, swapId: null, madeBy: by.id });
      return done;
    },

    async undo(id: string, by: SessionUser): Promise<typeof done> {
      if (!isUuid(id) || !(await undoOverride(pool, id, by.id)))
        throw new Problem('not-found', `There is no override ${id}`);
      return done;
    },

    async askSwap(rosterId: string, asked: AskSwap, by: SessionUser): Promise<typeof done> {
      const { returnFrom = null, returnTo = null, note = null, ...rest } = asked;
      if ((returnFrom === null) !== (returnTo === null))
        throw wrongField('returnTo', 'goes with `returnFrom`');
      await mustBeSomebody('askedOf', asked.askedOf);
      if (asked.askedOf === by.id) throw wrongField('askedOf', 'somebody else');
      if (Date.parse(asked.from) < Date.now()) throw wrongField('from', 'is over already');
      await mustHold(pool, rosterId, by.id, asked.from, asked.to);
      if (returnFrom !== null && returnTo !== null)
        await mustHold(pool, rosterId, asked.askedOf, returnFrom, returnTo);
      await insertSwap(pool, { rosterId, askedBy: by.id, ...rest, returnFrom, returnTo, note });
      return done;
    },

    /** What was agreed becomes overrides, if it is still theirs to swap. */
    async decide(
      id: string,
      decision: 'accept' | 'decline' | 'withdraw',
      by: SessionUser,
    ): Promise<typeof done> {
      return transact(pool, async (tx) => {
        const found = isUuid(id) ? await lockSwap(tx, id) : undefined;
        const decider = decision === 'withdraw' ? found?.swap.askedBy.id : found?.swap.askedOf.id;
        if (!found || decider !== by.id) throw new Problem('not-found', `Nobody asked you for swap ${id}`);
        const { swap, rosterId } = found;
        if (swap.state !== 'asked') throw new Problem('swap-decided', `This swap was ${swap.state} already`);
        await decideSwap(tx, id, swapStates[decision]);
        if (decision !== 'accept') return done;
        await mustHold(tx, rosterId, swap.askedBy.id, swap.from, swap.to);
        const over = { rosterId, reason: swap.note, swapId: id, madeBy: by.id };
        const [from, to] = [Date.parse(swap.from), Date.parse(swap.to)];
        await insertOverride(tx, { ...over, userId: swap.askedOf.id, from, to });
        if (swap.returnFrom !== null && swap.returnTo !== null) {
          await mustHold(tx, rosterId, swap.askedOf.id, swap.returnFrom, swap.returnTo);
          const back = { from: Date.parse(swap.returnFrom), to: Date.parse(swap.returnTo) };
          await insertOverride(tx, { ...over, userId: swap.askedBy.id, ...back });
        }
        return done;
      });
    },

    async note(rosterId: string, text: string, by: SessionUser): Promise<typeof done> {
      await planOf(pool, rosterId, Date.now(), Date.now() + 1);
      await insertNote(pool, rosterId, by.id, text);
      return done;
    },
  };

  /** Only who is on duty all that time can give it away. */
  async function mustHold(db: Db, rosterId: string, userId: string, from: string, to: string): Promise<void> {
    const [start, end] = [Date.parse(from), Date.parse(to)];
    const stretches = dutyStretches(await planOf(db, rosterId, start, end), start, end);
    if (!stretches.every((stretch) => stretch.userId === userId))
      throw wrongField('from', 'not all of this time is theirs to swap');
  }
}

const swapStates = { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' } as const;
