import type { Role } from '#contract/session.ts';
import { hashPassword } from '../accounts/password.ts';
import type { Db } from '../platform/db.ts';

export interface DemoAccount {
  username: string;
  password: string;
  role: string;
}

const accounts: { username: string; name: string; role: Role }[] = [
  { username: 'operator', name: '值班员 林晓', role: 'operator' },
  { username: 'dispatcher', name: '调度员 周衡', role: 'dispatcher' },
  { username: 'leader', name: '带班领导 沈牧', role: 'leader' },
  { username: 'admin', name: '系统管理员', role: 'admin' },
];

/** One account per role; the passwords are told once, at the first start, and kept only as argon2id hashes. */
export async function insertDemoAccounts(
  db: Db,
  passwordFor: (username: string) => string,
): Promise<DemoAccount[]> {
  const made: DemoAccount[] = [];
  for (const { username, name, role } of accounts) {
    const password = passwordFor(username);
    await db.query('insert into users (username, name, role, password_hash) values ($1, $2, $3, $4)', [
      username,
      name,
      role,
      await hashPassword(password),
    ]);
    made.push({ username, password, role });
  }
  return made;
}
