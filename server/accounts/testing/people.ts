import type { Role } from '#contract/session.ts';
import type { Pool } from '../../platform/db.ts';
import { hashPassword } from '../password.ts';

/** The password of everybody in a test. */
export const aPassword = 'Kestrel-over-7';
const passwordHash = await hashPassword(aPassword);

/** An account that can sign in; answers its id. */
export async function plantAccount(
  pool: Pool,
  username: string,
  role: Role,
  work: { areaCode?: string; departmentCode?: string } = {},
): Promise<string> {
  const { rows } = await pool.query(
    `insert into users (username, name, role, password_hash, area_code, department_code)
     values ($1, $1, $2, $3, $4, $5) returning id`,
    [username, role, passwordHash, work.areaCode ?? null, work.departmentCode ?? null],
  );
  return rows[0].id;
}
