import type { Scored, ScoreRule } from '#contract/score.ts';

/** 100, and for each hundred cases what the rules give and take; never below 0. One decimal. */
export function scoreOf(cases: number, counts: Scored['counts'], rules: readonly ScoreRule[]): number {
  if (cases === 0) return 100;
  const points = rules
    .filter(({ enabled }) => enabled)
    .reduce((sum, rule) => sum + rule.points * (counts[rule.code] ?? 0), 0);
  return Math.max(0, Math.round((100 + (100 * points) / cases) * 10) / 10);
}
