import type { Db } from '../platform/db.ts';

/** Keeps a sealed secret that is not in force before its first code. */
export async function proposeTotp(tx: Db, userId: string, sealed: Buffer): Promise<void> {
  await tx.query(
    'update users set totp_secret = $2, totp_since = null, totp_last_step = null where id = $1',
    [userId, sealed],
  );
}

/** Puts the kept secret in force. */
export async function confirmTotp(tx: Db, userId: string, step: number): Promise<void> {
  await tx.query('update users set totp_since = now(), totp_last_step = $2 where id = $1', [userId, step]);
}

/** Takes a code's time step, unless another sign-in just took it. */
export async function spendStep(tx: Db, userId: string, step: number): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update users set totp_last_step = $2 where id = $1 and (totp_last_step is null or totp_last_step < $2)',
    [userId, step],
  );
  return rowCount === 1;
}

/** Forgets the secret and the recovery codes. */
export async function forgetTotp(tx: Db, userId: string): Promise<void> {
  await tx.query(
    'update users set totp_secret = null, totp_since = null, totp_last_step = null where id = $1',
    [userId],
  );
  await tx.query('delete from recovery_codes where user_id = $1', [userId]);
}

/** New recovery codes in place of all others. */
export async function replaceRecoveryCodes(tx: Db, userId: string, hashes: Buffer[]): Promise<void> {
  await tx.query('delete from recovery_codes where user_id = $1', [userId]);
  await tx.query('insert into recovery_codes (user_id, code_hash) select $1, unnest($2::bytea[])', [
    userId,
    hashes,
  ]);
}

/** Uses a recovery code up; false where there is none like it. */
export async function spendRecoveryCode(tx: Db, userId: string, hash: Buffer): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update recovery_codes set used_at = now() where user_id = $1 and code_hash = $2 and used_at is null',
    [userId, hash],
  );
  return rowCount === 1;
}

export async function countRecoveryCodes(db: Db, userId: string): Promise<number> {
  const { rows } = await db.query(
    'select count(*)::int as count from recovery_codes where user_id = $1 and used_at is null',
    [userId],
  );
  return rows[0].count;
}
