import type { Case } from '#contract/case.ts';
import type { LimitPolicy } from '#contract/case-limit.ts';
import type { EscalationLevel, QueuedCase } from '#contract/dispatch.ts';
import type { SessionUser } from '#contract/session.ts';
import { WorkingCalendar } from '#contract/working-calendar.ts';
import { caseCondition, scopeOf } from '../access/scope.ts';
import { type Db, type Pool, transact } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { saveCalendar } from './calendar.repository.ts';
import { readDays } from './calendar-csv.ts';
import { listLevels, saveLevels } from './escalation.repository.ts';
import { listPolicies, savePolicy } from './limit-policy.repository.ts';
import type { NoteChange } from './note-change.ts';
import { listQueue } from './queue.repository.ts';

/** What dispatching needs of the stage that keeps cases and counts office time. */
export interface DispatchParts {
  pool: Pool;
  readCases(ids: readonly string[]): Promise<Case[]>;
  readCalendar(db: Db): Promise<WorkingCalendar>;
  note: NoteChange;
}
export type DispatchService = ReturnType<typeof createDispatchService>;

/** What the centre looks at to send cases on, and what it sets. */
export function createDispatchService({ pool, readCases, readCalendar, note }: DispatchParts) {
  const noteSetting = (tx: Db, actor: SessionUser, kind: string, id: string, name: string | null = null) =>
    note(tx, actor.id, { action: 'dispatch-settings', object: { kind, id, name } });

  return {
    async queue(reader: SessionUser): Promise<{ items: QueuedCase[] }> {
      const queued = await listQueue(pool, (bind) => caseCondition(scopeOf(reader), bind));
      const cases = new Map(
        (await readCases(queued.map(({ caseId }) => caseId))).map((item) => [item.id, item]),
      );
      return {
        items: queued.flatMap(({ caseId, ...rest }) => {
          const item = cases.get(caseId);
          return item ? [{ case: item, ...rest }] : [];
        }),
      };
    },

    policies: async () => ({ items: await listPolicies(pool) }),
    async savePolicy(code: string, policy: LimitPolicy, actor: SessionUser): Promise<LimitPolicy> {
      if (code !== policy.code) throw new Problem('bad-request', `code: ${policy.code} is not ${code}`);
      await transact(pool, async (tx) => {
        await savePolicy(tx, policy, actor.id);
        noteSetting(tx, actor, 'limit-policy', code, policy.name);
      });
      return policy;
    },

    escalation: async () => ({ items: await listLevels(pool) }),
    async saveEscalation(
      levels: readonly EscalationLevel[],
      actor: SessionUser,
    ): Promise<{ items: EscalationLevel[] }> {
      await transact(pool, async (tx) => {
        await saveLevels(tx, levels);
        noteSetting(tx, actor, 'escalation', 'levels');
      });
      return { items: await listLevels(pool) };
    },

    calendar: () => readCalendar(pool),
    /** Looks at a file of holidays, and takes it in where it is asked to and nothing is wrong with it. */
    importDays: (csv: string, apply: boolean, actor: SessionUser) =>
      transact(pool, async (tx) => {
        const { calendar, years, problems } = readDays(csv, await readCalendar(tx));
        const applied = apply && problems.length === 0;
        if (applied) {
          await saveCalendar(tx, WorkingCalendar.parse(calendar), actor.id);
          noteSetting(tx, actor, 'working-calendar', years.join(', '));
        }
        return { applied, years, calendar, problems };
      }),
    async saveCalendar(calendar: WorkingCalendar, actor: SessionUser): Promise<WorkingCalendar> {
      await transact(pool, async (tx) => {
        await saveCalendar(tx, calendar, actor.id);
        noteSetting(tx, actor, 'working-calendar', 'whole');
      });
      return calendar;
    },
  };
}
