import type { Alert } from '#contract/alert.ts';
import { type Pool, transact } from '../platform/db.ts';
import { summaryOf, textOf, titleOf } from './alert-in-words.ts';
import { signAlertLink } from './alert-link.ts';
import { backOffMs, mostTries } from './back-off.ts';
import type { ChannelService } from './channel.service.ts';
import type { Addressee, AlertMessage } from './channels/channel.ts';
import { SendFailed } from './channels/send-failed.ts';
import { mostPerMinute, sendMessage } from './channels/send-message.ts';
import {
  claimDelivery,
  type DeliveryJob,
  endAttempt,
  findAddressee,
  findAlerts,
  noteFailed,
  noteSent,
} from './delivery-job.repository.ts';
import { readTimeZone } from './time-zone.repository.ts';

/** What sending needs beside the channels. */
export interface DeliveryParts {
  pool: Pool;
  channels: Pick<ChannelService, 'open' | 'wire'>;
  /** What links are signed with. */
  linkSecret: Buffer;
  /** What links start with; without it messages have none. */
  publicUrl: string | undefined;
}

/** As long a link in a message answers for the person it was sent to. */
const linkHours = 24;
const nobody: Addressee = { phone: null, email: null, browsers: [] };

/** Takes the next message that is due; the promise of `sending` ends when it was sent, or put off. Undefined where none is due. */
export async function takeNextDelivery(
  parts: DeliveryParts,
): Promise<{ sending: Promise<void> } | undefined> {
  const { more, job } = await transact(parts.pool, (tx) => claimDelivery(tx, mostPerMinute));
  if (!more) return undefined;
  return { sending: job ? deliver(parts, job) : Promise.resolve() };
}

async function deliver(parts: DeliveryParts, job: DeliveryJob): Promise<void> {
  const { pool, channels } = parts;
  try {
    const channel = await channels.open(job.channelId);
    if (!channel) throw new SendFailed('the channel is gone', { permanent: true });
    const to = job.userId === null ? nobody : await findAddressee(pool, job.userId);
    const alerts = await findAlerts(pool, [job.alertId, ...job.others]);
    const timeZone = await readTimeZone(pool);
    const answer = await sendMessage(channel, to, messageOf(parts, job, alerts, timeZone), channels.wire);
    await endAttempt(pool, job.attemptId, true, answer);
    await noteSent(pool, job.id);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const failure = error instanceof SendFailed ? error : undefined;
    const givesUp = failure?.permanent || job.attempts >= mostTries;
    const waitMs = Math.max(backOffMs(job.attempts, Math.random()), (failure?.retryAfterSeconds ?? 0) * 1000);
    await endAttempt(pool, job.attemptId, false, reason);
    await noteFailed(pool, job.id, reason, givesUp ? null : waitMs);
    if (!failure) throw error;
  }
}

function messageOf(
  parts: DeliveryParts,
  job: DeliveryJob,
  alerts: readonly Alert[],
  timeZone: string,
): AlertMessage {
  const [only] = alerts;
  if (!only) throw new SendFailed('the alert is gone', { permanent: true });
  const isOne = alerts.length === 1;
  const path = isOne ? pathOf(parts, job, only.id) : '/alerts';
  const words = isOne ? { title: titleOf(only), text: textOf(only, timeZone) } : summaryOf(alerts);
  return {
    id: job.id,
    ...words,
    path,
    link: parts.publicUrl === undefined ? null : parts.publicUrl + path,
    data: {
      alerts: alerts.map(({ id, trigger, caseId, facts, happenedAt }) => ({
        id,
        trigger,
        caseId,
        happenedAt,
        facts,
      })),
    },
  };
}

/** A person answers by a link of their own; a group is led to the page, where one signs in. */
function pathOf({ linkSecret }: DeliveryParts, { userId }: DeliveryJob, alertId: string): string {
  if (userId === null) return `/alerts?id=${alertId}`;
  const expiresAt = Math.floor(Date.now() / 1000) + linkHours * 3600;
  return `/a/${signAlertLink({ alertId, userId, expiresAt }, linkSecret)}`;
}
