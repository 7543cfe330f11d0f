import { type Db, type Emit, type Pool, transact } from '../platform/db.ts';
import { readEvents, readLogEnds } from '../platform/event-log.ts';
import {
  changeAlert,
  findAlert,
  insertAlert,
  listOpenOf,
  lockAlert,
  noteAction,
} from './alert.repository.ts';
import { ruleApplies } from './alert-rules.ts';
import { listPolicies, listRules } from './alert-settings.repository.ts';
import { listOpenChannels } from './delivery.repository.ts';
import { type Notifier, takePolicyStep } from './notify.ts';
import { meaningOf, stepsBehind } from './occurrences.ts';
import { listPeople, type OnDuty } from './recipients.ts';
import { readTimeZone } from './time-zone.repository.ts';

const batchSize = 100;

/** What was followed: how many events, and whether the log had been trimmed beyond the cursor. */
export interface Followed {
  events: number;
  missed: boolean;
}

/**
 * Turns the next events of the log into alerts, in one transaction with the cursor that says how far that has come: each
 * event counts exactly once, whoever is killed when. Of several servers one follows at a time.
 */
export const followLog = (pool: Pool, onDuty: OnDuty): Promise<Followed> =>
  transact(pool, async (tx, emit) => {
    const { rows } = await tx.query('select seq from alert_cursor for update skip locked');
    const cursor = rows[0];
    if (!cursor) return { events: 0, missed: false };
    const { horizon } = await readLogEnds(tx);
    const missed = cursor.seq < horizon;
    const since = missed ? horizon : cursor.seq;
    const stored = await readEvents(tx, since, batchSize);
    const last = stored.at(-1)?.event.seq;
    if (last === undefined && !missed) return { events: 0, missed };

    const steps = await stepsBehind(tx, since, last ?? since);
    const rules = await listRules(tx);
    const policies = new Map((await listPolicies(tx)).map((policy) => [policy.id, policy]));
    const notifier = await openNotifier(tx, onDuty);
    const timeZone = await readTimeZone(tx);
    for (const { event } of stored) {
      const { over, occurrences } = await meaningOf(tx, event, steps);
      if (over !== undefined) await endAlertsOf(tx, emit, over);
      for (const occurrence of occurrences) {
        for (const rule of rules.filter((each) => ruleApplies(each, occurrence, timeZone))) {
          const policy = policies.get(rule.policyId);
          const id = policy && (await insertAlert(tx, rule.id, occurrence, policy.steps));
          if (id) await raise(tx, emit, id, notifier);
        }
      }
    }
    await tx.query('update alert_cursor set seq = $1', [last ?? since]);
    return { events: stored.length, missed };
  });

/** People and channels as they are now, for one transaction. */
export const openNotifier = async (db: Db, onDuty: OnDuty): Promise<Notifier> => ({
  people: await listPeople(db),
  channels: await listOpenChannels(db),
  onDuty,
});

async function raise(tx: Db, emit: Emit, id: string, notifier: Notifier): Promise<void> {
  const kept = await lockAlert(tx, id);
  if (!kept) throw new Error(`alert ${id} is gone`);
  await noteAction(tx, id, 'raise');
  await takePolicyStep(tx, { ...kept, round: -1 }, 0, notifier);
  await announceAlert(tx, emit, id);
}

async function endAlertsOf(tx: Db, emit: Emit, subject: string): Promise<void> {
  for (const id of await listOpenOf(tx, subject)) {
    await lockAlert(tx, id);
    await noteAction(tx, id, 'over');
    await changeAlert(tx, id, { state: 'over', dueInSeconds: null });
    await announceAlert(tx, emit, id);
  }
}

/** Tells the pages of an alert as it is now. */
export async function announceAlert(tx: Db, emit: Emit, id: string): Promise<void> {
  const payload = await findAlert(tx, id);
  if (!payload) throw new Error(`alert ${id} is gone`);
  emit({ name: 'alertChanged', topic: 'cases', areaCode: payload.facts.areaCodes.at(-1) ?? null, payload });
}
