import type { CaseStepName } from '#contract/case.ts';

/** The key that takes each step. */
export const stepKeys: Record<CaseStepName, string> = { accept: 'a', refuse: 'f', close: 'c' };

/** A step asked for by key. */
export interface StepRequest {
  step: CaseStepName;
  nonce: number;
}
