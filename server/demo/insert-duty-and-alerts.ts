import type { PolicyStep, RuleFilter, SaveRule } from '#contract/alert-rule.ts';
import { Rotation } from '#contract/duty.ts';
import type { Role } from '#contract/session.ts';
import type { Db } from '../platform/db.ts';

/** The ways that need no setting up: within the page, and pushes. */
const ways = ['00000000-0000-4000-8000-0000000a1e01', '00000000-0000-4000-8000-0000000a1e02'];

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** Who is on duty in the demo's centre, and whom its alerts reach until somebody answers. */
export async function insertDutyAndAlerts(db: Db, now: Date): Promise<void> {
  const { rows } = await db.query('select username, id from users');
  const idOf = new Map<string, string>(rows.map((row) => [row.username, row.id]));
  const people = (...usernames: string[]) => usernames.flatMap((name) => idOf.get(name) ?? []);
  const startsOn = new Date(now.getTime() - 14 * 86_400_000).toISOString().slice(0, 10);

  const centre = await insertRoster(db, '中心值班', 'Centre duty', {
    startsOn,
    patterns: [
      {
        weekdays: [1, 2, 3, 4, 5],
        handOverTimes: ['08:30', '17:30'],
        userIds: people('operator', 'dispatcher'),
        shiftsPerTurn: 1,
      },
      {
        weekdays: [6, 7],
        handOverTimes: ['09:00'],
        userIds: people('operator', 'dispatcher', 'supervisor'),
        shiftsPerTurn: 1,
      },
    ],
  });
  const emergency = await insertRoster(db, '应急值班', 'Emergency duty', {
    startsOn,
    patterns: [
      {
        weekdays: everyDay,
        handOverTimes: ['08:00', '20:00'],
        userIds: people('leader', 'dispatcher'),
        shiftsPerTurn: 1,
      },
    ],
  });
  await db.query('update rosters set emergency_roster_id = $2 where id = $1', [centre, emergency]);
  await db.query(
    'insert into duty_notes (roster_id, author_id, text) select $1, id, $2 from users where username = $3',
    [centre, '滨河片区一处消防通道反复占用，已约谈物业，接班后请继续关注。', 'dispatcher'],
  );

  const ai = await insertPolicy(db, '智能识别案件', [
    { targets: [{ kind: 'roster', rosterId: centre }, role('operator')], channelIds: ways, waitSeconds: 180 },
    { targets: [role('dispatcher')], channelIds: ways, waitSeconds: 180 },
    { targets: [role('leader')], channelIds: ways, waitSeconds: 240 },
  ]);
  const handling = await insertPolicy(db, '派遣至部门', [
    { targets: [{ kind: 'department', departmentCode: null }], channelIds: ways, waitSeconds: 900 },
    { targets: [role('dispatcher')], channelIds: ways, waitSeconds: 900 },
  ]);
  const supervision = await insertPolicy(db, '督促', [
    { targets: [role('dispatcher'), role('supervisor')], channelIds: ways, waitSeconds: 1800 },
    { targets: [role('leader')], channelIds: ways, waitSeconds: 1800 },
  ]);
  await insertRule(db, '智能识别新案件', 'opened', ai, {
    scenes: ['fire-lane', 'straw-burning', 'high-rise-throwing'],
  });
  await insertRule(db, '案件派遣至部门', 'dispatched', handling);
  await insertRule(db, '部门退单', 'returned', supervision);
  await insertRule(db, '案件超期', 'overdue', supervision);
  await insertRule(db, '群众不满意', 'dissatisfied', supervision);
}

const role = (name: Role) => ({ kind: 'role' as const, role: name, areaCode: null });

async function insertRoster(db: Db, name: string, nameEn: string, rotation: Rotation): Promise<string> {
  const { rows } = await db.query(
    'insert into rosters (name, name_en, rotation) values ($1, $2, $3) returning id',
    [name, nameEn, Rotation.parse(rotation)],
  );
  return rows[0].id;
}

async function insertPolicy(db: Db, name: string, steps: PolicyStep[]): Promise<string> {
  const { rows } = await db.query('insert into alert_policies (name, steps) values ($1, $2) returning id', [
    name,
    JSON.stringify(steps),
  ]);
  return rows[0].id;
}

async function insertRule(
  db: Db,
  name: string,
  trigger: SaveRule['trigger'],
  policyId: string,
  filter: Partial<RuleFilter> = {},
): Promise<void> {
  await db.query('insert into alert_rules (name, trigger, filter, policy_id) values ($1, $2, $3, $4)', [
    name,
    trigger,
    filter,
    policyId,
  ]);
}
