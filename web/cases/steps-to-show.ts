import type { CaseDetail } from '#contract/case.ts';
import { type CaseStepName, caseMachine, type StepRule } from '#contract/case-machine.ts';

/** The road from whistle to rating, and what stands open beside it: shown as buttons, the rest in the menu. */
const road: readonly CaseStepName[] = [
  'resume',
  'settle',
  'accept',
  'dispatch',
  'receive',
  'arrive',
  'feedback',
  'check',
  'close',
  'grant-delay',
  'deny-delay',
  'rate',
  'refuse',
];
const buttonsAtMost = 3;

/** What to offer as buttons, the first as the next thing to do, and what in the menu behind them. */
export function stepsToShow({
  nextSteps,
  scene,
  condition,
}: Pick<CaseDetail, 'nextSteps' | 'scene' | 'condition'>): {
  buttons: CaseStepName[];
  more: CaseStepName[];
} {
  // what stood or burnt and is gone may be closed, before and after are at hand; a throw is over when it is seen
  const isOver = scene !== null && scene !== 'high-rise-throwing' && condition === 'cleared';
  const order: readonly CaseStepName[] = isOver
    ? ['close', ...road.filter((step) => step !== 'close')]
    : road;
  const buttons = order.filter((step) => nextSteps.includes(step)).slice(0, buttonsAtMost);
  return { buttons, more: nextSteps.filter((step) => !buttons.includes(step)) };
}

export type StepField = 'owner' | 'level' | 'until' | 'otherCase' | 'rating' | 'note';

/** The fields that a step is asked with; none where one press will do. */
export function fieldsOf(step: CaseStepName, { source }: Pick<CaseDetail, 'source'>): StepField[] {
  if (step === 'refuse' && source === 'ai') return [];
  const { needs }: StepRule = caseMachine[step];
  const fields = needs.map((need): StepField => {
    if (need === 'reason') return 'note';
    return need === 'case' ? 'otherCase' : need;
  });
  if (fields.length > 0 && !fields.includes('note')) fields.push('note');
  return fields;
}

/** Whether a step must say why. */
export const needsNote = (step: CaseStepName): boolean => {
  const { needs }: StepRule = caseMachine[step];
  return needs.includes('reason');
};
