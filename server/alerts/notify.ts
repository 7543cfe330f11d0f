import type { PolicyStep } from '#contract/alert-rule.ts';
import type { Db } from '../platform/db.ts';
import { changeAlert, type KeptAlert, noteAction } from './alert.repository.ts';
import { insertDelivery, type MessageChannel, wasTold } from './delivery.repository.ts';
import { findRecipients, type OnDuty, type Person } from './recipients.ts';

/** What a transaction that tells people of alerts works with; people and channels are read once. */
export interface Notifier {
  people: readonly Person[];
  channels: readonly MessageChannel[];
  onDuty: OnDuty;
}

/**
 * Takes the step at `from`, or the first after it that reaches anybody: messages are put down to be sent, and the alert
 * waits for an answer. After the last one it has been answered by nobody.
 */
export async function takePolicyStep(
  tx: Db,
  kept: KeptAlert,
  from: number,
  notifier: Notifier,
): Promise<void> {
  const { id, facts } = kept.alert;
  const round = kept.round + 1;
  for (let index = from; index < kept.policySteps.length; index++) {
    const step = kept.policySteps[index] as PolicyStep;
    const people = await findRecipients(tx, step.targets, facts, notifier.people, notifier.onDuty);
    const told = await tell(tx, kept, round, step, people, notifier, 'once');
    if (told === 0) {
      await noteAction(tx, id, 'nobody', { data: { step: index + 1 } });
      continue;
    }
    if (index > 0) await noteAction(tx, id, 'climb', { data: { step: index + 1 } });
    await changeAlert(tx, id, {
      state: 'waiting',
      step: index,
      round,
      dueInSeconds: step.waitSeconds,
      recipientIds: people.map((person) => person.id),
    });
    return;
  }
  await noteAction(tx, id, 'unanswered');
  await changeAlert(tx, id, {
    state: 'unanswered',
    step: kept.policySteps.length - 1,
    dueInSeconds: null,
    snoozedBy: null,
  });
}

/** Tells one person by the ways of the present step: who woke from a snooze, or was handed the alert. */
export async function tellPerson(tx: Db, kept: KeptAlert, userId: string, notifier: Notifier): Promise<void> {
  const step = kept.policySteps[kept.alert.step - 1] as PolicyStep;
  const person = notifier.people.filter(({ id }) => id === userId);
  const round = kept.round + 1;
  await tell(tx, kept, round, step, person, notifier, 'again');
  await changeAlert(tx, kept.alert.id, {
    state: 'waiting',
    round,
    dueInSeconds: step.waitSeconds,
    recipientIds: [userId],
    snoozedBy: null,
  });
}

/**
 * Puts down a message for each person and personal way, and one for each group. `once` leaves out who was told of the
 * same thing by the same way before, be it by another rule. Answers how many can be reached, told before or now.
 */
async function tell(
  tx: Db,
  { alert, subject, cause }: KeptAlert,
  round: number,
  step: PolicyStep,
  people: readonly Person[],
  { channels }: Notifier,
  mode: 'once' | 'again',
): Promise<number> {
  let reached = 0;
  for (const channel of channels.filter(({ id }) => step.channelIds.includes(id))) {
    const isGroup = !personalKinds.has(channel.kind);
    if (isGroup && mode === 'again') continue;
    if (isGroup && channel.areaCode !== null && !alert.facts.areaCodes.includes(channel.areaCode)) continue;
    const reachable = people.filter(({ ways }) => ways.includes(channel.kind));
    for (const userId of isGroup ? [null] : reachable.map(({ id }) => id)) {
      reached++;
      if (mode === 'once' && (await wasTold(tx, { subject, cause, channelId: channel.id, userId }))) continue;
      await insertDelivery(tx, { alertId: alert.id, round, channel, userId });
    }
  }
  return reached;
}

/** Ways to one person; the others reach a group, once. */
const personalKinds: ReadonlySet<string> = new Set(['in-app', 'web-push', 'email', 'sms']);
