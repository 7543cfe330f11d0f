import { Account, type AccountQuery, type ChangeAccount, Place } from '#contract/account.ts';
import type { Role } from '#contract/session.ts';
import type { Db } from '../platform/db.ts';

const state = `case when u.disabled_at is not null then 'disabled'
                    when u.locked_at is not null or u.locked_until > now() then 'locked' else 'active' end`;

/** Accounts with the names of where they work, as the administration shows them; `$1` are the roles that need a second factor. */
const selectAccounts = `
  select u.id, u.username, u.name, u.phone, u.role, u.area_code as "areaCode",
         coalesce(a.name, g.name) as "areaName", coalesce(a.name_en, g.name_en) as "areaNameEn",
         u.department_code as "departmentCode", d.name as "departmentName", d.name_en as "departmentNameEn",
         ${state} as state, case when u.locked_at is null and u.locked_until > now() then u.locked_until end as locked_until,
         case when u.totp_since is not null then 'on' when u.second_factor_exempt then 'exempt'
              when u.role = any($1) then 'needed' else 'off' end as "secondFactor",
         u.must_change_password as "mustChangePassword", s.open_sessions as "openSessions", u.last_seen_at,
         u.created_at
    from users u
    left join areas a on a.code = u.area_code
    left join grids g on g.code = u.area_code and g.valid_to > now()
    left join departments d on d.code = u.department_code
    left join lateral (select count(*)::int as open_sessions from sessions
                        where user_id = u.id and expires_at > now()) s on true`;

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it
const asAccount = ({ locked_until, last_seen_at, created_at, ...rest }: any): Account =>
  Account.parse({
    ...rest,
    lockedUntil: locked_until?.toISOString() ?? null,
    lastSeenAt: last_seen_at?.toISOString() ?? null,
    createdAt: created_at.toISOString(),
  });

export async function findAccount(
  db: Db,
  id: string,
  secondFactorRoles: readonly Role[],
): Promise<Account | undefined> {
  const { rows } = await db.query(`${selectAccounts} where u.id = $2`, [secondFactorRoles, id]);
  return rows[0] && asAccount(rows[0]);
}

/** Accounts in the order of their usernames, and how many there are in all. */
export async function listAccounts(
  db: Db,
  { text, role, state: wanted, after, limit }: AccountQuery,
  secondFactorRoles: readonly Role[],
): Promise<{ items: Account[]; total: number }> {
  const values: unknown[] = [secondFactorRoles];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['true'];
  if (role !== undefined) conditions.push(`u.role = ${bind(role)}`);
  if (wanted !== undefined) conditions.push(`(${state}) = ${bind(wanted)}`);
  if (text) {
    const pattern = bind(`%${text.replace(/[\\%_]/g, '\\$&')}%`);
    conditions.push(`(u.username ilike ${pattern} or u.name ilike ${pattern} or u.phone ilike ${pattern})`);
  }
  const counted = await db.query(
    // $1 is named, because a query may not leave one out
    `select count(*)::int as total from users u where ($1::text[] is not null) and ${conditions.join(' and ')}`,
    values,
  );
  if (after !== undefined) conditions.push(`u.username > ${bind(after)}`);
  const { rows } = await db.query(
    `${selectAccounts} where ${conditions.join(' and ')} order by u.username limit ${bind(limit)}`,
    values,
  );
  return { items: rows.map(asAccount), total: counted.rows[0].total };
}

/** Undefined where the username is taken. */
export async function insertAccount(
  tx: Db,
  account: ChangeAccount & { username: string; passwordHash: string; isLocked: boolean },
): Promise<string | undefined> {
  const { rows } = await tx.query(
    `insert into users (username, name, phone, role, area_code, department_code, password_hash, must_change_password,
                        locked_at)
     values ($1, $2, $3, $4, $5, $6, $7, true, case when $8 then now() end)
     on conflict (username) do nothing returning id`,
    [
      account.username,
      account.name,
      account.phone,
      account.role,
      account.areaCode,
      account.departmentCode,
      account.passwordHash,
      account.isLocked,
    ],
  );
  return rows[0]?.id;
}

export async function updateAccount(tx: Db, id: string, account: ChangeAccount): Promise<void> {
  await tx.query(
    'update users set name = $2, phone = $3, role = $4, area_code = $5, department_code = $6 where id = $1',
    [id, account.name, account.phone, account.role, account.areaCode, account.departmentCode],
  );
}

export async function setDisabled(tx: Db, id: string, isDisabled: boolean): Promise<void> {
  await tx.query('update users set disabled_at = case when $2 then now() end where id = $1', [
    id,
    isDisabled,
  ]);
}

/** Unlocking also forgets wrong passwords. */
export async function setLocked(tx: Db, id: string, isLocked: boolean): Promise<void> {
  await tx.query(
    `update users set locked_at = case when $2 then now() end, failed_attempts = 0, locked_until = null where id = $1`,
    [id, isLocked],
  );
}

/** A password that has to be changed at the next sign-in; wrong ones are forgotten. */
export async function setOneTimePassword(tx: Db, id: string, passwordHash: string): Promise<void> {
  await tx.query(
    `update users set password_hash = $2, password_changed_at = now(), must_change_password = true,
                      failed_attempts = 0, locked_until = null where id = $1`,
    [id, passwordHash],
  );
}

/** How many others of a role can sign in; held until the transaction ends, so that two can't close each other at once. */
export async function countOthers(tx: Db, role: Role, exceptId: string): Promise<number> {
  const { rows } = await tx.query(
    `select id from users where role = $1 and disabled_at is null and locked_at is null order by id for update`,
    [role],
  );
  return rows.filter(({ id }) => id !== exceptId).length;
}

/** Whether a code is that of an area or of a grid in force. */
export async function isPlace(db: Db, code: string): Promise<boolean> {
  const { rows } = await db.query(
    `select exists (select from areas where code = $1)
         or exists (select from grids where code = $1 and valid_to > now()) as found`,
    [code],
  );
  return rows[0].found;
}

/** Areas and grids, from the county down. */
export async function listPlaces(db: Db): Promise<Place[]> {
  const { rows } = await db.query(
    `select code, name, name_en as "nameEn", level, parent_code as "parentCode" from areas
     union all select code, name, name_en, 'grid', community_code from grids where valid_to > now()
     order by code`,
  );
  return rows.map((row) => Place.parse(row));
}
