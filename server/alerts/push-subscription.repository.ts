import type { PushSubscription } from '#contract/alert-channel.ts';
import type { Db } from '../platform/db.ts';

/** A browser belongs to whoever used it last. */
export async function keepBrowser(
  db: Db,
  userId: string,
  { endpoint, keys }: PushSubscription,
): Promise<void> {
  await db.query(
    `insert into push_subscriptions (endpoint, user_id, p256dh, auth) values ($1, $2, $3, $4)
     on conflict (endpoint) do update set user_id = $2, p256dh = $3, auth = $4, since = now()`,
    [endpoint, userId, keys.p256dh, keys.auth],
  );
}

export async function forgetBrowser(db: Db, endpoint: string): Promise<void> {
  await db.query('delete from push_subscriptions where endpoint = $1', [endpoint]);
}

export async function forgetBrowsersOf(db: Db, userId: string): Promise<void> {
  await db.query('delete from push_subscriptions where user_id = $1', [userId]);
}
