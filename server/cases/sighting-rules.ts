import type { SceneName } from '#contract/detection.ts';

/** When a new incident belongs to a case that is already open: same scene, near enough, recent enough. */
export interface MergeRule {
  withinMetres: number;
  /** Added to the distance: this many times the pin's own uncertainty. */
  uncertaintyFactor: number;
  /** Since the case was last seen. */
  withinMinutes: number;
}

export const mergeRules: Record<SceneName, MergeRule> = {
  // one lane, one case: the next vehicle in it within ten minutes is the same trouble
  'fire-lane': { withinMetres: 25, uncertaintyFactor: 1, withinMinutes: 10 },
  // several towers see one fire, each unsure how far away it is
  'straw-burning': { withinMetres: 300, uncertaintyFactor: 1.5, withinMinutes: 60 },
  // one façade: who throws once in ten minutes, throws twice
  'high-rise-throwing': { withinMetres: 30, uncertaintyFactor: 1, withinMinutes: 10 },
};

/** How far apart, in metres, two pins of one incident may lie. */
export function mergeRadiusMetres(scene: SceneName, majorMetres: number): number {
  const rule = mergeRules[scene];
  return rule.withinMetres + rule.uncertaintyFactor * majorMetres;
}

/** The clip's span: from before the incident to after the decision, at most four minutes. Epoch ms. */
export function clipSpan(startedAt: number, decidedAt: number): { fromAt: number; toAt: number } {
  const toAt = decidedAt + 8_000;
  return { fromAt: Math.max(startedAt - 8_000, toAt - 240_000), toAt };
}

/** A case's condition from the last word of each camera that saw it: gone only when all say so. */
export function conditionOf(lastWords: readonly string[]): 'ongoing' | 'cleared' {
  return lastWords.length > 0 && lastWords.every((word) => word === 'cleared') ? 'cleared' : 'ongoing';
}
