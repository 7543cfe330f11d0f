import type { CaseState } from '#contract/case-state.ts';

/** How far a report has come, as its reporter needs to know it. */
export type ReportStage = 'received' | 'inHand' | 'done' | 'refused' | 'cancelled';

const stages: Record<CaseState, ReportStage> = {
  reported: 'received',
  accepted: 'inHand',
  dispatched: 'inHand',
  disputed: 'inHand',
  received: 'inHand',
  'on-site': 'inHand',
  feedback: 'inHand',
  checked: 'inHand',
  suspended: 'inHand',
  merged: 'inHand',
  closed: 'done',
  rated: 'done',
  refused: 'refused',
  cancelled: 'cancelled',
};
export const stageOf = (state: CaseState): ReportStage => stages[state];
