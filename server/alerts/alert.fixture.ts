import type { PolicyStep, SaveRule } from '#contract/alert-rule.ts';
import type { SessionUser } from '#contract/session.ts';
import { sceneChange } from '../cases/mini-district.ts';
import { recordSceneChange } from '../cases/record-scene-change.ts';
import type { Pool } from '../platform/db.ts';

/** The way that needs no setting up. */
export const inApp = '00000000-0000-4000-8000-0000000a1e01';

/** Somebody with a role, an area or a department. */
export async function addPerson(
  pool: Pool,
  username: string,
  role: SessionUser['role'],
  place: { areaCode?: string; departmentCode?: string } = {},
): Promise<SessionUser> {
  const { areaCode = null, departmentCode = null } = place;
  const { rows } = await pool.query(
    `insert into users (username, name, role, area_code, department_code, password_hash) values ($1, $1, $2, $3, $4, '')
     returning id`,
    [username, role, areaCode, departmentCode],
  );
  return {
    id: rows[0].id,
    username,
    name: username,
    role,
    areaCode,
    departmentCode,
    expiresAt: '2030-01-01T00:00:00.000Z',
  };
}

/** A rule with a policy of its own. */
export async function addRule(
  pool: Pool,
  trigger: SaveRule['trigger'],
  steps: PolicyStep[],
  filter: Partial<SaveRule['filter']> = {},
): Promise<string> {
  const policy = await pool.query('insert into alert_policies (name, steps) values ($1, $2) returning id', [
    trigger,
    JSON.stringify(steps),
  ]);
  const { rows } = await pool.query(
    `insert into alert_rules (name, trigger, filter, policy_id) values ($1, $1, $2, $3) returning id`,
    [trigger, filter, policy.rows[0].id],
  );
  return rows[0].id;
}

/** A step that tells people of these roles within the page. */
export const tellRoles = (
  roles: SessionUser['role'][],
  waitSeconds = 60,
  channelIds = [inApp],
): PolicyStep => ({
  targets: roles.map((role) => ({ kind: 'role', role, areaCode: null })),
  channelIds,
  waitSeconds,
});

/** A camera finds something; the case's id. */
export async function openSceneCase(
  pool: Pool,
  parts: Parameters<typeof sceneChange>[0] = {},
): Promise<string> {
  const outcome = await recordSceneChange(pool, sceneChange(parts));
  if (!('caseId' in outcome)) throw new Error('no case');
  return outcome.caseId;
}
