import { type Scored, ScoreRule, type ScoreRuleCode, type ScoreSubject } from '#contract/score.ts';
import { type Bind, caseCondition, type Scope } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';

export async function listRules(db: Db, subject: ScoreSubject): Promise<ScoreRule[]> {
  const { rows } = await db.query(
    `select code, subject, points, limit_minutes as "limitMinutes", enabled from score_rules
      where subject = $1 order by points, code`,
    [subject],
  );
  return rows.map((row) => ScoreRule.parse(row));
}

/** The changed rule; undefined where there is none of this code. */
export async function changeRule(
  db: Db,
  code: string,
  change: Pick<ScoreRule, 'points' | 'limitMinutes' | 'enabled'>,
): Promise<ScoreRule | undefined> {
  const { rows } = await db.query(
    `update score_rules set points = $2, limit_minutes = $3, enabled = $4 where code = $1
     returning code, subject, points, limit_minutes as "limitMinutes", enabled`,
    [code, change.points, change.limitMinutes, change.enabled],
  );
  return rows[0] && ScoreRule.parse(rows[0]);
}

/** For which cases `c` a rule holds; `minutes` puts its limit into the query, and only where it is asked. */
const holds: Record<ScoreRuleCode, (minutes: () => string) => string> = {
  'late-arrival': (minutes) => `c.arrived_at - c.dispatched_at > make_interval(mins => ${minutes()})`,
  'no-arrival': (minutes) =>
    `c.arrived_at is null and c.state in ('dispatched', 'received', 'disputed') and now() - c.dispatched_at > make_interval(mins => ${minutes()})`,
  overdue: () =>
    `coalesce(c.closed_at, now()) > c.due_at and c.state not in ('refused', 'cancelled', 'merged')`,
  returned: () => 'c.returns > 0',
  reworked: () => 'c.reworks > 0',
  'not-satisfied': () => 'c.rating < 3',
  satisfied: () => 'c.rating >= 4',
  'false-whistle': () => `c.state = 'refused'`,
  'good-whistle': () => `c.accepted_at is not null and c.state not in ('refused', 'cancelled', 'merged')`,
};
const endless = 2_000_000;

/** Cases of a month by department (those sent to it) or by grid (what its staff reported), with how many each rule holds for. */
export async function countForScores(
  db: Db,
  scope: Scope,
  subject: ScoreSubject,
  month: string,
  rules: readonly ScoreRule[],
): Promise<Omit<Scored, 'score'>[]> {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const first = bind(`${month}-01`);
  const seen = caseCondition(scope, bind) ?? 'true';
  const column = subject === 'department' ? 'department_code' : 'grid_code';
  const counts = rules.map(
    ({ code, limitMinutes }) =>
      `count(*) filter (where ${holds[code](() => `${bind(limitMinutes ?? endless)}::int`)})::int as "${code}"`,
  );
  const { rows } = await db.query(
    `select s.code, s.name, s.name_en as "nameEn", count(*)::int as cases, ${counts.join(', ')}
       from cases c join ${subject === 'department' ? 'departments' : 'grids'} s on s.code = c.${column}
      where ${seen} and ${subject === 'department' ? 'c.dispatched_at is not null' : `c.source = 'staff'`}
        and c.opened_at >= ${first}::date::timestamp at time zone (select time_zone from district)
        and c.opened_at < (${first}::date + interval '1 month') at time zone (select time_zone from district)
      group by s.code, s.name, s.name_en`,
    values,
  );
  return rows.map(({ code, name, nameEn, cases, ...each }) => ({ code, name, nameEn, cases, counts: each }));
}
