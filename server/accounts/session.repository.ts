import type { Role, SessionUser } from '#contract/session.ts';
import type { Db } from '../platform/db.ts';

export interface Account {
  id: string;
  username: string;
  name: string;
  role: Role;
  areaCode: string | null;
  departmentCode: string | null;
  passwordHash: string;
  lockedUntil: Date | null;
}

export async function findAccount(db: Db, username: string): Promise<Account | undefined> {
  const { rows } = await db.query(
    `select id, username, name, role, area_code as "areaCode", department_code as "departmentCode", password_hash as "passwordHash", locked_until as "lockedUntil"
       from users where username = $1`,
    [username],
  );
  return rows[0];
}

/** Counts a wrong password; at `limit` in a row the account is locked for `lockMinutes`. Answers the lock's end. */
export async function countFailure(
  db: Db,
  userId: string,
  limit: number,
  lockMinutes: number,
): Promise<Date | null> {
  const { rows } = await db.query(
    `update users set
        failed_attempts = case when failed_attempts + 1 >= $2 then 0 else failed_attempts + 1 end,
        locked_until = case when failed_attempts + 1 >= $2 then now() + make_interval(mins => $3) else locked_until end
      where id = $1 returning locked_until`,
    [userId, limit, lockMinutes],
  );
  return rows[0]?.locked_until ?? null;
}

export async function clearFailures(db: Db, userId: string): Promise<void> {
  await db.query(
    'update users set failed_attempts = 0, locked_until = null where id = $1 and failed_attempts > 0',
    [userId],
  );
}

export async function insertSession(db: Db, tokenHash: Buffer, userId: string, hours: number): Promise<Date> {
  await db.query('delete from sessions where expires_at < now()');
  const { rows } = await db.query(
    `insert into sessions (token_hash, user_id, expires_at)
     values ($1, $2, now() + make_interval(secs => $3 * 3600)) returning expires_at`,
    [tokenHash, userId, hours],
  );
  return rows[0].expires_at;
}

/** The signed-in user of a token; using it pushes the session's end (at most once a minute). */
export async function useSession(db: Db, tokenHash: Buffer, hours: number): Promise<SessionUser | undefined> {
  const { rows } = await db.query(
    `with used as (
       update sessions set last_seen_at = now(), expires_at = now() + make_interval(secs => $2 * 3600)
        where token_hash = $1 and expires_at > now() and last_seen_at < now() - interval '1 minute')
     select u.id, u.username, u.name, u.role, u.area_code as "areaCode", u.department_code as "departmentCode",
            s.expires_at
       from sessions s join users u on u.id = s.user_id where s.token_hash = $1 and s.expires_at > now()`,
    [tokenHash, hours],
  );
  if (!rows[0]) return undefined;
  const { expires_at, ...user } = rows[0];
  return { ...user, expiresAt: expires_at.toISOString() };
}

export async function deleteSession(db: Db, tokenHash: Buffer): Promise<void> {
  await db.query('delete from sessions where token_hash = $1', [tokenHash]);
}
