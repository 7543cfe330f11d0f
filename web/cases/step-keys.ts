import type { CaseStepName } from '#contract/case-machine.ts';

/** The key that takes a step; the steps that an operator takes a hundred times a night have one. */
export const stepKeys: Partial<Record<CaseStepName, string>> = {
  accept: 'a',
  refuse: 'f',
  dispatch: 'd',
  close: 'c',
};

/** A step asked for by key. */
export interface StepRequest {
  step: CaseStepName;
  nonce: number;
}
