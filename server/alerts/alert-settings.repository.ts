import { AlertPolicy, AlertRule, type SavePolicy, type SaveRule } from '#contract/alert-rule.ts';
import type { Db } from '../platform/db.ts';

export async function listRules(db: Db): Promise<AlertRule[]> {
  const { rows } = await db.query(
    `select id, name, enabled, trigger, filter, policy_id as "policyId" from alert_rules
      where retired_at is null order by created_at, id`,
  );
  return AlertRule.array().parse(rows);
}

export async function listPolicies(db: Db): Promise<AlertPolicy[]> {
  const { rows } = await db.query(
    'select id, name, steps from alert_policies where retired_at is null order by created_at, id',
  );
  return AlertPolicy.array().parse(rows);
}

/** Adds a rule, or changes the one with this id; its id, or undefined where there is none to change. */
export async function saveRule(db: Db, rule: SaveRule, id?: string): Promise<string | undefined> {
  const values = [rule.name, rule.enabled, rule.trigger, rule.filter, rule.policyId];
  const { rows } = await db.query(
    id === undefined
      ? `insert into alert_rules (name, enabled, trigger, filter, policy_id) values ($1, $2, $3, $4, $5) returning id`
      : `update alert_rules set name = $1, enabled = $2, trigger = $3, filter = $4, policy_id = $5
          where id = $6 and retired_at is null returning id`,
    id === undefined ? values : [...values, id],
  );
  return rows[0]?.id;
}

/** Adds a policy, or changes the one with this id, for alerts to come; as `saveRule`. */
export async function savePolicy(db: Db, policy: SavePolicy, id?: string): Promise<string | undefined> {
  const values = [policy.name, JSON.stringify(policy.steps)];
  const { rows } = await db.query(
    id === undefined
      ? 'insert into alert_policies (name, steps) values ($1, $2) returning id'
      : 'update alert_policies set name = $1, steps = $2 where id = $3 and retired_at is null returning id',
    id === undefined ? values : [...values, id],
  );
  return rows[0]?.id;
}

/** Whether there was one to retire. */
export async function retireRule(db: Db, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'update alert_rules set retired_at = now() where id = $1 and retired_at is null',
    [id],
  );
  return rowCount === 1;
}

/** `used` where a rule still needs it. */
export async function retirePolicy(db: Db, id: string): Promise<'retired' | 'used' | 'none'> {
  const { rows } = await db.query(
    `with used as (select exists (select from alert_rules where policy_id = $1 and retired_at is null) as yes),
          gone as (update alert_policies set retired_at = now() from used
                    where id = $1 and retired_at is null and not used.yes returning id)
     select (select yes from used) as used, exists (select from gone) as gone`,
    [id],
  );
  return rows[0].gone ? 'retired' : rows[0].used ? 'used' : 'none';
}
