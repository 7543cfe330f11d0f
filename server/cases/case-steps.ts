import type { CaseState, CaseStepName } from '#contract/case.ts';

/** What may be done in which state, and what comes of it. The whole loop of departments is added to this table. */
export const caseSteps: Record<CaseStepName, { from: readonly CaseState[]; to: CaseState; ends: boolean }> = {
  // 受理
  accept: { from: ['reported'], to: 'accepted', ends: false },
  // 不予受理 (误报)
  refuse: { from: ['reported', 'accepted'], to: 'refused', ends: true },
  // 结案
  close: { from: ['accepted'], to: 'closed', ends: true },
};

/** The steps that a case's state allows. */
export const stepsFrom = (state: CaseState): CaseStepName[] =>
  (Object.keys(caseSteps) as CaseStepName[]).filter((name) => caseSteps[name].from.includes(state));
