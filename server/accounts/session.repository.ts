import type { AccountSession } from '#contract/account.ts';
import { administratorRoles, type Role, type SessionUser } from '#contract/session.ts';
import type { Db } from '../platform/db.ts';

/** What signing in asks of an account. */
export interface Credentials {
  id: string;
  username: string;
  name: string;
  role: Role;
  passwordHash: string;
  lockedUntil: Date | null;
  isLocked: boolean;
  isDisabled: boolean;
  mustChangePassword: boolean;
  passwordChangedAt: Date;
  totpSecret: Buffer | null;
  totpSince: Date | null;
  totpLastStep: number | null;
  isExempt: boolean;
}

const credentialColumns = `id, username, name, role, password_hash as "passwordHash", locked_until as "lockedUntil",
  locked_at is not null as "isLocked", disabled_at is not null as "isDisabled",
  must_change_password as "mustChangePassword", password_changed_at as "passwordChangedAt",
  totp_secret as "totpSecret", totp_since as "totpSince", totp_last_step as "totpLastStep",
  second_factor_exempt as "isExempt"`;

export async function findCredentials(db: Db, username: string): Promise<Credentials | undefined> {
  const { rows } = await db.query(`select ${credentialColumns} from users where username = $1`, [username]);
  return rows[0];
}

/** The same by id, locked against changes until the transaction ends. */
export async function lockCredentials(tx: Db, userId: string): Promise<Credentials | undefined> {
  const { rows } = await tx.query(`select ${credentialColumns} from users where id = $1 for update`, [
    userId,
  ]);
  return rows[0];
}

/** Counts a wrong password or code; at `limit` in a row the account is locked for `lockMinutes`. Answers the lock's end. */
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

export async function insertSession(
  db: Db,
  session: {
    tokenHash: Buffer;
    userId: string;
    idleMinutes: number;
    address: string | null;
    userAgent: string | null;
  },
): Promise<void> {
  await db.query('delete from sessions where expires_at < now()');
  await db.query('update users set last_seen_at = now() where id = $1', [session.userId]);
  await db.query(
    `insert into sessions (token_hash, user_id, idle_minutes, expires_at, address, user_agent)
     values ($1, $2, $3, now() + make_interval(mins => $3), $4, $5)`,
    [session.tokenHash, session.userId, session.idleMinutes, session.address, session.userAgent],
  );
}

/** What decides whether somebody has to do something first. */
export interface Duties {
  maxAgeDays: number | null;
  secondFactorRoles: readonly Role[];
}

/**
 * The signed-in user of a token; using it pushes the session's end (at most once a minute). A password that is too old
 * asks to be changed at the next sign-in, not in the middle of somebody's work.
 */
export async function useSession(
  db: Db,
  tokenHash: Buffer,
  duties: Duties,
): Promise<SessionUser | undefined> {
  const { rows } = await db.query(
    `with used as (
       update sessions set last_seen_at = now(), expires_at = now() + make_interval(mins => idle_minutes)
        where token_hash = $1 and expires_at > now() and last_seen_at < now() - interval '1 minute'
        returning user_id)
     , seen as (update users set last_seen_at = now() where id in (select user_id from used))
     select u.id, u.username, u.name, u.role, u.area_code as "areaCode", u.department_code as "departmentCode",
            s.expires_at, case when u.role = any($4) then s.idle_minutes end as idle_minutes,
            case when u.must_change_password or u.password_changed_at < s.created_at - make_interval(days => $2)
                 then 'change-password'
                 when u.role = any($3) and u.totp_since is null and not u.second_factor_exempt
                 then 'set-up-second-factor' end as must_first
       from sessions s join users u on u.id = s.user_id
      where s.token_hash = $1 and s.expires_at > now() and u.disabled_at is null and u.locked_at is null`,
    [tokenHash, duties.maxAgeDays, duties.secondFactorRoles, administratorRoles],
  );
  if (!rows[0]) return undefined;
  const { expires_at, must_first, idle_minutes, ...user } = rows[0];
  return {
    ...user,
    expiresAt: expires_at.toISOString(),
    ...(idle_minutes === null ? {} : { idleMinutes: idle_minutes }),
    ...(must_first ? { mustFirst: must_first } : {}),
  };
}

/** Ends a session; answers whose it was. */
export async function deleteSession(db: Db, tokenHash: Buffer): Promise<string | undefined> {
  const { rows } = await db.query('delete from sessions where token_hash = $1 returning user_id', [
    tokenHash,
  ]);
  return rows[0]?.user_id;
}

/** Somebody's sessions that have not ended, the last used first. */
export async function listSessions(
  db: Db,
  userId: string,
  thisTokenHash?: Buffer,
): Promise<AccountSession[]> {
  const { rows } = await db.query(
    `select id, created_at, last_seen_at, expires_at, address, user_agent as "userAgent",
            token_hash is not distinct from $2 as "isThis"
       from sessions where user_id = $1 and expires_at > now() order by last_seen_at desc`,
    [userId, thisTokenHash ?? null],
  );
  return rows.map(({ created_at, last_seen_at, expires_at, ...rest }) => ({
    ...rest,
    createdAt: created_at.toISOString(),
    lastSeenAt: last_seen_at.toISOString(),
    expiresAt: expires_at.toISOString(),
  }));
}

/** Ends somebody's sessions: one, all, or all but one. Answers how many. */
export async function deleteSessions(
  db: Db,
  userId: string,
  which: { id?: string; exceptTokenHash?: Buffer | undefined } = {},
): Promise<number> {
  const { rowCount } = await db.query(
    `delete from sessions where user_id = $1 and ($2::uuid is null or id = $2)
        and ($3::bytea is null or token_hash <> $3)`,
    [userId, which.id ?? null, which.exceptTokenHash ?? null],
  );
  return rowCount ?? 0;
}
