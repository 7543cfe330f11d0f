import { LimitPolicy } from '#contract/case-limit.ts';
import { TimeLimit } from '#contract/working-calendar.ts';
import type { Db } from '../platform/db.ts';

// biome-ignore lint/suspicious/noExplicitAny: a row of limit_policies, checked by the contract's schema
const policyOfRow = (row: any): LimitPolicy =>
  LimitPolicy.parse({
    code: row.code,
    name: row.name,
    nameEn: row.name_en,
    yellow: row.yellow,
    red: row.red,
    phases: row.phases,
  });

export async function listPolicies(db: Db): Promise<LimitPolicy[]> {
  const { rows } = await db.query('select * from limit_policies order by code');
  return rows.map(policyOfRow);
}

export async function savePolicy(db: Db, policy: LimitPolicy, changedBy: string): Promise<void> {
  await db.query(
    `insert into limit_policies (code, name, name_en, yellow, red, phases, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, yellow = excluded.yellow,
       red = excluded.red, phases = excluded.phases, changed_by = excluded.changed_by, changed_at = now()`,
    [
      policy.code,
      policy.name,
      policy.nameEn,
      policy.yellow,
      policy.red,
      JSON.stringify(policy.phases),
      changedBy,
    ],
  );
}

/** The policy of a type, in which the type's own limit (办理时限) goes before the policy's whole one. */
export async function policyOfType(db: Db, typeCode: string): Promise<LimitPolicy> {
  const { rows } = await db.query(
    `select p.*, t.limit_value, t.limit_unit
       from event_types t join limit_policies p on p.code = t.policy_code where t.code = $1`,
    [typeCode],
  );
  const row = rows[0];
  if (!row) throw new Error(`There is no event type ${typeCode}`);
  const policy = policyOfRow(row);
  if (row.limit_unit === null) return policy;
  const own = TimeLimit.parse({ value: row.limit_value, unit: row.limit_unit });
  return {
    ...policy,
    phases: { ...policy.phases, whole: { ...own, climbs: policy.phases.whole?.climbs ?? true } },
  };
}
