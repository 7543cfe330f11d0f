import type { Role } from '#contract/session.ts';
import { hashPassword } from '../accounts/password.ts';
import type { Db } from '../platform/db.ts';

export interface DemoAccount {
  username: string;
  password: string;
  role: string;
}

/** Where somebody works: the first area of a level, or a department; the first lane camera's, so that its cases are theirs. */
type Place = 'township' | 'community' | 'grid' | 'department';

const accounts: { username: string; name: string; role: Role; of?: Place }[] = [
  { username: 'operator', name: '值班员 林晓', role: 'operator' },
  { username: 'dispatcher', name: '调度员 周衡', role: 'dispatcher' },
  { username: 'leader', name: '带班领导 沈牧', role: 'leader' },
  { username: 'supervisor', name: '督查员 方正', role: 'supervisor' },
  { username: 'department', name: '消防大队 石磊', role: 'department', of: 'department' },
  { username: 'street', name: '街道 何敏', role: 'street', of: 'township' },
  { username: 'community', name: '社区 杜兰', role: 'community', of: 'community' },
  { username: 'grid', name: '网格员 秦月', role: 'grid', of: 'grid' },
  { username: 'admin', name: '系统管理员 陆川', role: 'admin' },
  { username: 'auditor', name: '审计管理员 严明', role: 'audit-admin' },
  { username: 'security', name: '安全管理员 韩松', role: 'security-admin' },
];

/** The grid, community, township and department of the demo's first fire-lane camera. */
async function findPlaces(db: Db): Promise<Partial<Record<Place, string>>> {
  const { rows } = await db.query(
    `select g.code as grid, g.community_code as community, g.township_code as township,
            (select department_code from event_types where code = 'ai.fire-lane') as department
       from cameras k join grids g on g.code = k.grid_code where k.scene = 'fire-lane' order by k.code limit 1`,
  );
  return rows[0] ?? {};
}

/** One account per role; the passwords are told once, at the first start, and kept only as argon2id hashes. */
export async function insertDemoAccounts(
  db: Db,
  passwordFor: (username: string) => string,
): Promise<DemoAccount[]> {
  const made: DemoAccount[] = [];
  const places = await findPlaces(db);
  for (const { username, name, role, of } of accounts) {
    const password = passwordFor(username);
    await db.query(
      // whoever tries the demo has no authenticator at hand: its administrators sign in without one
      `insert into users (username, name, role, area_code, department_code, password_hash, second_factor_exempt)
       values ($1, $2, $3, $4, $5, $6, true)`,
      [
        username,
        name,
        role,
        of && of !== 'department' ? (places[of] ?? null) : null,
        of === 'department' ? (places[of] ?? null) : null,
        await hashPassword(password),
      ],
    );
    made.push({ username, password, role });
  }
  return made;
}
