import type { Db } from '../platform/db.ts';

/** Keeps a phone's newest code; the one before is no longer good. */
export async function keepCode(db: Db, phone: string, codeHash: Buffer, validSeconds: number): Promise<void> {
  await db.query('delete from phone_codes where expires_at < now()');
  await db.query(
    `insert into phone_codes (phone, code_hash, expires_at) values ($1, $2, now() + make_interval(secs => $3))
     on conflict (phone) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0`,
    [phone, codeHash, validSeconds],
  );
}

/** Counts a try before it is looked at; undefined where there is no code that is still good. */
export async function countTry(db: Db, phone: string, mostTries: number): Promise<Buffer | undefined> {
  const { rows } = await db.query(
    `update phone_codes set tries = tries + 1 where phone = $1 and tries < $2 and expires_at > now()
     returning code_hash`,
    [phone, mostTries],
  );
  return rows[0]?.code_hash;
}

/** Uses a code up; false where another request was faster. */
export async function useCode(tx: Db, phone: string, codeHash: Buffer): Promise<boolean> {
  const { rowCount } = await tx.query('delete from phone_codes where phone = $1 and code_hash = $2', [
    phone,
    codeHash,
  ]);
  return rowCount === 1;
}
