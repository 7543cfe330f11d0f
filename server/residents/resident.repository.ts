import type { Db } from '../platform/db.ts';

/** A resident with a proved phone, as one device holds them. */
export interface ProvedResident {
  id: string;
  phone: string;
  expiresAt: Date;
}

/** The resident of a phone that was just proved. */
export async function keepResident(tx: Db, phone: string): Promise<string> {
  const { rows } = await tx.query(
    `insert into residents (phone, verified_at) values ($1, now())
     on conflict (phone) do update set verified_at = now() returning id`,
    [phone],
  );
  return rows[0].id;
}

export async function insertResidentSession(
  tx: Db,
  tokenHash: Buffer,
  residentId: string,
  days: number,
): Promise<Date> {
  await tx.query('delete from resident_sessions where expires_at < now()');
  const { rows } = await tx.query(
    `insert into resident_sessions (token_hash, resident_id, expires_at)
     values ($1, $2, now() + make_interval(days => $3)) returning expires_at`,
    [tokenHash, residentId, days],
  );
  return rows[0].expires_at;
}

export async function findBySession(db: Db, tokenHash: Buffer): Promise<ProvedResident | undefined> {
  const { rows } = await db.query(
    `select r.id, r.phone, s.expires_at as "expiresAt"
       from resident_sessions s join residents r on r.id = s.resident_id
      where s.token_hash = $1 and s.expires_at > now()`,
    [tokenHash],
  );
  return rows[0];
}

export async function deleteResidentSession(db: Db, tokenHash: Buffer): Promise<void> {
  await db.query('delete from resident_sessions where token_hash = $1', [tokenHash]);
}

/** Whether codes may be shown on the page: the demo district says so. */
export async function showsCodes(db: Db): Promise<boolean> {
  const { rows } = await db.query('select shows_codes from resident_policy');
  return rows[0]?.shows_codes === true;
}
