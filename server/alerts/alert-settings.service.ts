import type { AlertPolicy, AlertRule, SavePolicy, SaveRule } from '#contract/alert-rule.ts';
import type { Pool } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem } from '../platform/problem.ts';
import {
  listPolicies,
  listRules,
  retirePolicy,
  retireRule,
  savePolicy,
  saveRule,
} from './alert-settings.repository.ts';

const noRule = (id: string) => new Problem('not-found', `There is no rule ${id}`);
const noPolicy = (id: string) => new Problem('not-found', `There is no policy ${id}`);
const wrong = (path: string, message: string): Problem =>
  new Problem('bad-request', `${path}: ${message}`, { errors: [{ path, message }] });

export type AlertSettings = ReturnType<typeof createAlertSettings>;

/** Rules and policies as an administrator keeps them; alerts that were raised keep the policy that they were raised with. */
export function createAlertSettings(pool: Pool) {
  const checkPolicy = async (policyId: string): Promise<void> => {
    const known = await listPolicies(pool);
    if (!known.some(({ id }) => id === policyId)) throw wrong('policyId', `${policyId} is no policy`);
  };
  const checkChannels = async ({ steps }: SavePolicy): Promise<void> => {
    const { rows } = await pool.query('select id from alert_channels where retired_at is null');
    const known = new Set(rows.map((row) => row.id));
    const unknown = steps.flatMap((step) => step.channelIds).find((id) => !known.has(id));
    if (unknown) throw wrong('steps', `${unknown} is no channel`);
  };
  return {
    rules: async (): Promise<{ items: AlertRule[] }> => ({ items: await listRules(pool) }),
    policies: async (): Promise<{ items: AlertPolicy[] }> => ({ items: await listPolicies(pool) }),

    async saveRule(rule: SaveRule, id?: string): Promise<AlertRule> {
      await checkPolicy(rule.policyId);
      const saved = id === undefined || isUuid(id) ? await saveRule(pool, rule, id) : undefined;
      if (!saved) throw noRule(id ?? '');
      return { ...rule, id: saved };
    },

    async savePolicy(policy: SavePolicy, id?: string): Promise<AlertPolicy> {
      await checkChannels(policy);
      const saved = id === undefined || isUuid(id) ? await savePolicy(pool, policy, id) : undefined;
      if (!saved) throw noPolicy(id ?? '');
      return { ...policy, id: saved };
    },

    async retireRule(id: string): Promise<Record<string, never>> {
      if (!isUuid(id) || !(await retireRule(pool, id))) throw noRule(id);
      return {};
    },

    async retirePolicy(id: string): Promise<Record<string, never>> {
      const outcome = isUuid(id) ? await retirePolicy(pool, id) : 'none';
      if (outcome === 'none') throw noPolicy(id);
      if (outcome === 'used')
        throw new Problem('policy-in-use', `Rules still use policy ${id}: change them first`);
      return {};
    },
  };
}
