import type { AlertPolicy, AlertRule, SavePolicy, SaveRule } from '#contract/alert-rule.ts';
import { type Pool, transact } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem, wrongField } from '../platform/problem.ts';
import {
  listPolicies,
  listRules,
  retirePolicy,
  retireRule,
  savePolicy,
  saveRule,
} from './alert-settings.repository.ts';
import type { Keeper, NoteSetting } from './note-setting.ts';

const noRule = (id: string) => new Problem('not-found', `There is no rule ${id}`);
const noPolicy = (id: string) => new Problem('not-found', `There is no policy ${id}`);

export type AlertSettings = ReturnType<typeof createAlertSettings>;

/** Rules and policies as an administrator keeps them; alerts that were raised keep the policy that they were raised with. */
export function createAlertSettings(pool: Pool, note: NoteSetting) {
  const checkPolicy = async (policyId: string): Promise<void> => {
    const known = await listPolicies(pool);
    if (!known.some(({ id }) => id === policyId)) throw wrongField('policyId', `${policyId} is no policy`);
  };
  const checkChannels = async ({ steps }: SavePolicy): Promise<void> => {
    const { rows } = await pool.query('select id from alert_channels where retired_at is null');
    const known = new Set(rows.map((row) => row.id));
    const unknown = steps.flatMap((step) => step.channelIds).find((id) => !known.has(id));
    if (unknown) throw wrongField('steps', `${unknown} is no channel`);
  };
  return {
    rules: async (): Promise<{ items: AlertRule[] }> => ({ items: await listRules(pool) }),
    policies: async (): Promise<{ items: AlertPolicy[] }> => ({ items: await listPolicies(pool) }),

    async saveRule(rule: SaveRule, keeper: Keeper, id?: string): Promise<AlertRule> {
      await checkPolicy(rule.policyId);
      return transact(pool, async (tx) => {
        const saved = id === undefined || isUuid(id) ? await saveRule(tx, rule, id) : undefined;
        if (!saved) throw noRule(id ?? '');
        note(tx, keeper, { kind: 'alert-rule', id: saved, name: rule.name }, 'saved');
        return { ...rule, id: saved };
      });
    },

    async savePolicy(policy: SavePolicy, keeper: Keeper, id?: string): Promise<AlertPolicy> {
      await checkChannels(policy);
      return transact(pool, async (tx) => {
        const saved = id === undefined || isUuid(id) ? await savePolicy(tx, policy, id) : undefined;
        if (!saved) throw noPolicy(id ?? '');
        note(tx, keeper, { kind: 'alert-policy', id: saved, name: policy.name }, 'saved');
        return { ...policy, id: saved };
      });
    },

    retireRule: (id: string, keeper: Keeper): Promise<Record<string, never>> =>
      transact(pool, async (tx) => {
        if (!isUuid(id) || !(await retireRule(tx, id))) throw noRule(id);
        note(tx, keeper, { kind: 'alert-rule', id, name: null }, 'retired');
        return {};
      }),

    retirePolicy: (id: string, keeper: Keeper): Promise<Record<string, never>> =>
      transact(pool, async (tx) => {
        const outcome = isUuid(id) ? await retirePolicy(tx, id) : 'none';
        if (outcome === 'none') throw noPolicy(id);
        if (outcome === 'used')
          throw new Problem('policy-in-use', `Rules still use policy ${id}: change them first`);
        note(tx, keeper, { kind: 'alert-policy', id, name: null }, 'retired');
        return {};
      }),
  };
}
