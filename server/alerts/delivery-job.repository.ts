import type { Alert } from '#contract/alert.ts';
import type { ChannelKind } from '#contract/alert-channel.ts';
import type { Db } from '../platform/db.ts';
import { alertOfRow, selectAlerts } from './alert-row.ts';
import type { Addressee } from './channels/channel.ts';

/** A message to be sent now. */
export interface DeliveryJob {
  /** The idempotency key. */
  id: string;
  channelId: string;
  kind: ChannelKind;
  alertId: string;
  userId: string | null;
  /** With this one. */
  attempts: number;
  attemptId: number;
  /** Alerts that it tells of beside its own. */
  others: string[];
}

const leaseSeconds = 60;

/**
 * Takes the message that has been due longest. Nobody else gets it until its lease is over, and then again if it was not
 * ended: a server that was killed meanwhile may have sent it, so that it goes out at least once, under the same key.
 * `more` where there was one, even if there was nothing to send.
 */
export async function claimDelivery(
  tx: Db,
  mostPerMinute: Partial<Record<ChannelKind, number>>,
): Promise<{ more: boolean; job?: DeliveryJob }> {
  const { rows } = await tx.query(
    `select d.id, d.channel_id, d.alert_id, d.user_id, d.attempts, d.in_group, k.kind, a.state,
            k.enabled and k.retired_at is null as is_open
       from alert_deliveries d join alert_channels k on k.id = d.channel_id join alerts a on a.id = d.alert_id
      where d.state = 'waiting' and d.due_at <= clock_timestamp() order by d.due_at limit 1 for update of d skip locked`,
  );
  const row = rows[0];
  if (!row) return { more: false };
  if (!row.is_open) return drop(tx, row.id, 'channel-off');
  const isAnswered = ['acknowledged', 'taken', 'over', 'snoozed'].includes(row.state);
  if (isAnswered && !row.in_group && row.attempts === 0) return drop(tx, row.id, 'answered');
  if (await mustWait(tx, row.id, row.channel_id, mostPerMinute[row.kind as ChannelKind]))
    return { more: true };

  await tx.query(
    `update alert_deliveries set attempts = attempts + 1, due_at = clock_timestamp() + make_interval(secs => $2) where id = $1`,
    [row.id, leaseSeconds],
  );
  if (row.in_group)
    await tx.query(
      `update alert_deliveries set state = 'grouped', summary_id = $1
        where state = 'waiting' and in_group and channel_id = $2 and user_id is not distinct from $3 and id <> $1`,
      [row.id, row.channel_id, row.user_id],
    );
  const others = await tx.query('select alert_id from alert_deliveries where summary_id = $1', [row.id]);
  const attemptId = await startAttempt(tx, { deliveryId: row.id, channelId: row.channel_id });
  const job: DeliveryJob = {
    id: row.id,
    channelId: row.channel_id,
    kind: row.kind,
    alertId: row.alert_id,
    userId: row.user_id,
    attempts: row.attempts + 1,
    attemptId,
    others: others.rows.map((each) => each.alert_id),
  };
  return { more: true, job };
}

async function drop(tx: Db, id: string, reason: string): Promise<{ more: true }> {
  await tx.query(`update alert_deliveries set state = 'dropped', reason = $2 where id = $1`, [id, reason]);
  return { more: true };
}

/** Puts a message off where its channel has had its number in this minute; the channel's row keeps several servers in step. */
async function mustWait(tx: Db, id: string, channelId: string, most: number | undefined): Promise<boolean> {
  if (most === undefined) return false;
  await tx.query('select from alert_channels where id = $1 for update', [channelId]);
  const { rows } = await tx.query(
    `select count(*)::int as n, min(at) + interval '61 seconds' as free_at from (
       select at from alert_attempts where channel_id = $1 and at > clock_timestamp() - interval '60 seconds'
        order by at desc limit $2) recent`,
    [channelId, most],
  );
  if (rows[0].n < most) return false;
  await tx.query(`update alert_deliveries set due_at = $2, reason = 'robot-limit' where id = $1`, [
    id,
    rows[0].free_at,
  ]);
  return true;
}

/** Written before the try is made. */
export async function startAttempt(
  db: Db,
  attempt: { deliveryId: string | null; channelId: string },
): Promise<number> {
  const { rows } = await db.query(
    'insert into alert_attempts (delivery_id, channel_id) values ($1, $2) returning id',
    [attempt.deliveryId, attempt.channelId],
  );
  return rows[0].id;
}

export async function endAttempt(db: Db, id: number, ok: boolean, answer: string): Promise<void> {
  await db.query(
    'update alert_attempts set ended_at = clock_timestamp(), ok = $2, answer = $3 where id = $1',
    [id, ok, answer],
  );
}

export async function noteSent(db: Db, id: string): Promise<void> {
  await db.query(
    `update alert_deliveries set state = 'sent', sent_at = clock_timestamp(), reason = null where id = $1`,
    [id],
  );
}

/** Tries again after `inMs`; null gives up. */
export async function noteFailed(db: Db, id: string, reason: string, inMs: number | null): Promise<void> {
  await db.query(
    inMs === null
      ? `update alert_deliveries set state = 'dead', reason = $2 where id = $1`
      : `update alert_deliveries set reason = $2, due_at = clock_timestamp() + make_interval(secs => $3) where id = $1`,
    inMs === null ? [id, reason] : [id, reason, inMs / 1000],
  );
}

/** Where a person is reached. */
export async function findAddressee(db: Db, userId: string): Promise<Addressee> {
  const { rows } = await db.query(
    `select coalesce(k.phone, u.phone) as phone, k.email,
            coalesce((select jsonb_agg(jsonb_build_object('endpoint', s.endpoint, 'p256dh', s.p256dh, 'auth', s.auth))
                        from push_subscriptions s where s.user_id = u.id), '[]') as browsers
       from users u left join contacts k on k.user_id = u.id where u.id = $1`,
    [userId],
  );
  return rows[0] ?? { phone: null, email: null, browsers: [] };
}

/** The alerts that a message tells of, in the order in which they happened. */
export async function findAlerts(db: Db, ids: readonly string[]): Promise<Alert[]> {
  const { rows } = await db.query(`${selectAlerts} where a.id = any($1) order by a.happened_at, a.id`, [ids]);
  return rows.map(alertOfRow);
}
