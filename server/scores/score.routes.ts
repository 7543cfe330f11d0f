import type { Router } from 'express';
import { scopeOf } from '../access/scope.ts';
import type { Pool } from '../platform/db.ts';
import { serve } from '../platform/http/serve.ts';
import { Problem } from '../platform/problem.ts';
import { changeRule, countForScores, listRules } from './score.repository.ts';
import { scoreOf } from './score.ts';

/** Scores of departments and grids, and the rules that they come from. */
export function scoreRoutes(router: Router, pool: Pool): void {
  serve(router, 'scores', async ({ query: { subject, month }, actor }) => {
    const rules = await listRules(pool, subject);
    const counted = await countForScores(pool, scopeOf(actor), subject, month, rules);
    const items = counted
      .map((each) => ({ ...each, score: scoreOf(each.cases, each.counts, rules) }))
      .sort((a, b) => b.score - a.score || b.cases - a.cases || a.code.localeCompare(b.code));
    return { rules, items };
  });
  serve(router, 'changeScoreRule', async ({ params, body }) => {
    const changed = await changeRule(pool, params.code, body);
    if (!changed) throw new Problem('not-found', `There is no rule ${params.code}`);
    return changed;
  });
}
