import type { AlertContact } from '#contract/alert-channel.ts';
import type { Db } from '../platform/db.ts';

/** How somebody is reached beside the page; the phone is that of the account, unless they gave another for alerts. */
export async function readContact(db: Db, userId: string): Promise<AlertContact> {
  const { rows } = await db.query(
    `select coalesce(k.phone, u.phone) as phone, k.email from users u left join contacts k on k.user_id = u.id
      where u.id = $1`,
    [userId],
  );
  return rows[0] ?? { phone: null, email: null };
}

export async function saveContact(db: Db, userId: string, { phone, email }: AlertContact): Promise<void> {
  await db.query(
    `insert into contacts (user_id, phone, email) values ($1, $2, $3)
     on conflict (user_id) do update set phone = $2, email = $3`,
    [userId, phone, email],
  );
}
