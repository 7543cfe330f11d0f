import type { ChannelKind } from '#contract/alert-channel.ts';
import type { Db } from '../platform/db.ts';

/** A channel as far as it matters for whom to tell. */
export interface MessageChannel {
  id: string;
  kind: ChannelKind;
  areaCode: string | null;
}

export async function listOpenChannels(db: Db): Promise<MessageChannel[]> {
  const { rows } = await db.query(
    `select id, kind, area_code as "areaCode" from alert_channels where enabled and retired_at is null order by created_at, id`,
  );
  return rows;
}

/** Whether somebody was told of this thing by this way already. */
export async function wasTold(
  db: Db,
  told: { subject: string; cause: string; channelId: string; userId: string | null },
): Promise<boolean> {
  const { rows } = await db.query(
    `select exists (select from alert_deliveries d join alerts a on a.id = d.alert_id
        where a.subject = $1 and a.cause = $2 and d.channel_id = $3 and d.user_id is not distinct from $4) as told`,
    [told.subject, told.cause, told.channelId, told.userId],
  );
  return rows[0].told;
}

/**
 * More messages than this to one person, or to one group of people, by one way within the window are a flood: they are
 * told of together. Machines (webhooks) are told of each.
 */
export const flood = { messages: 5, windowSeconds: 300, gatherSeconds: 60 } as const;

/**
 * Puts a message down to be sent. What is told within the page is told by the event log in the same transaction; all
 * else waits for a sender, in a flood until the others of it have gathered.
 */
export async function insertDelivery(
  tx: Db,
  message: { alertId: string; round: number; channel: MessageChannel; userId: string | null },
): Promise<void> {
  const { alertId, round, channel, userId } = message;
  if (channel.kind === 'in-app') {
    await tx.query(
      `insert into alert_deliveries (alert_id, round, channel_id, user_id, state, attempts, sent_at)
       values ($1, $2, $3, $4, 'sent', 1, clock_timestamp()) on conflict do nothing`,
      [alertId, round, channel.id, userId],
    );
    return;
  }
  await tx.query(
    `insert into alert_deliveries (alert_id, round, channel_id, user_id, state, in_group, due_at)
     select $1, $2, $3, $4, 'waiting', flooded,
            case when flooded then coalesce(
                (select min(d.due_at) from alert_deliveries d
                  where d.channel_id = $3 and d.user_id is not distinct from $4 and d.state = 'waiting' and d.in_group),
                clock_timestamp() + make_interval(secs => $7))
              else clock_timestamp() end
       from (select count(*) >= $5 and $8 as flooded from alert_deliveries d
              where d.channel_id = $3 and d.user_id is not distinct from $4
                and d.created_at > clock_timestamp() - make_interval(secs => $6)) f
     on conflict do nothing`,
    [
      alertId,
      round,
      channel.id,
      userId,
      flood.messages,
      flood.windowSeconds,
      flood.gatherSeconds,
      channel.kind !== 'webhook',
    ],
  );
}
