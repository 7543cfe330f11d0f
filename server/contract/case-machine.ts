import { z } from 'zod';
import type { CaseState } from './case-state.ts';

/**
 * The case loop as data: which step leads where, who takes it, and what it must carry.
 * The server refuses by this table, the page shows buttons by it, the docs' diagram is drawn from it.
 */

/** Whose step it is, seen from one case. Roles and areas say which of these a caller is. */
export const Party = z.enum([
  // 指挥中心: accepts, dispatches, checks
  'centre',
  // 主办: the department, or the street, community or grid, that the case is dispatched to
  'handler',
  // 上报人
  'reporter',
  // 评价人: the reporter; where a machine reported, the grid staff and the community who live with the result
  'rater',
  // 网格员: checks on site in the grid of the case
  'grid',
  // 督查、领导
  'supervisor',
  // the product itself: automatic dispatch, expired limits
  'machine',
]);
export type Party = z.infer<typeof Party>;

/**
 * What a step must bring along, and the field of the request that brings it. Two are no field: `owner` is a department
 * or a level below the county (the case's own department will do), `reason` may be left out where a machine saw it.
 */
export const needs = {
  reason: 'note',
  until: 'until',
  case: 'otherCaseId',
  rating: 'rating',
} as const;
export type Need = keyof typeof needs | 'owner';

export interface StepRule {
  from: readonly CaseState[];
  /** `same` keeps the state, `before` returns to the one that was suspended, `up` hands it to the next level. */
  to: CaseState | 'same' | 'before' | 'up';
  who: readonly Party[];
  needs: readonly Need[];
}

const handled = ['dispatched', 'received', 'on-site'] as const satisfies CaseState[];
const atCentre = ['reported', 'accepted'] as const satisfies CaseState[];
const open = [...atCentre, ...handled, 'disputed', 'feedback', 'checked'] as const satisfies CaseState[];

export const caseMachine = {
  // 受理
  accept: { from: ['reported'], to: 'accepted', who: ['centre', 'machine'], needs: [] },
  // 不予受理、误报
  refuse: { from: ['reported', 'accepted'], to: 'refused', who: ['centre'], needs: ['reason'] },
  // 派遣
  dispatch: { from: ['accepted'], to: 'dispatched', who: ['centre', 'machine'], needs: ['owner'] },
  // 改派
  redispatch: { from: handled, to: 'dispatched', who: ['centre'], needs: ['owner', 'reason'] },
  // 签收
  receive: { from: ['dispatched'], to: 'received', who: ['handler'], needs: [] },
  // 退单
  return: { from: ['dispatched', 'received'], to: 'accepted', who: ['handler'], needs: ['reason'] },
  // 申请确权
  dispute: { from: ['dispatched', 'received'], to: 'disputed', who: ['handler'], needs: ['reason'] },
  // 确权
  settle: { from: ['disputed'], to: 'dispatched', who: ['centre'], needs: ['owner', 'reason'] },
  // 报到
  arrive: { from: ['received'], to: 'on-site', who: ['handler'], needs: [] },
  // 反馈
  feedback: { from: ['on-site'], to: 'feedback', who: ['handler'], needs: ['reason'] },
  // 返工
  rework: {
    from: ['feedback', 'checked'],
    to: 'received',
    who: ['centre', 'grid', 'supervisor'],
    needs: ['reason'],
  },
  // 核查
  check: { from: ['feedback'], to: 'checked', who: ['centre', 'grid'], needs: [] },
  // 结案; what the centre settles itself needs no department
  close: { from: ['accepted', 'checked'], to: 'closed', who: ['centre'], needs: [] },
  // 评价
  rate: { from: ['closed'], to: 'rated', who: ['rater'], needs: ['rating'] },
  // 重办
  reopen: {
    from: ['closed', 'rated', 'refused'],
    to: 'accepted',
    who: ['centre', 'supervisor', 'machine'],
    needs: ['reason'],
  },
  // 申请延期
  'request-delay': { from: handled, to: 'same', who: ['handler'], needs: ['until', 'reason'] },
  // 准予延期
  'grant-delay': { from: handled, to: 'same', who: ['centre', 'supervisor'], needs: [] },
  // 不准延期
  'deny-delay': { from: handled, to: 'same', who: ['centre', 'supervisor'], needs: ['reason'] },
  // 挂起
  suspend: { from: ['accepted', ...handled], to: 'suspended', who: ['centre'], needs: ['reason'] },
  // 恢复
  resume: { from: ['suspended'], to: 'before', who: ['centre'], needs: [] },
  // 并案
  merge: { from: [...atCentre, ...handled], to: 'merged', who: ['centre'], needs: ['case'] },
  // 关联上级案件
  link: { from: open, to: 'same', who: ['centre'], needs: ['case'] },
  // 撤销
  cancel: { from: atCentre, to: 'cancelled', who: ['centre', 'reporter'], needs: ['reason'] },
  // 催办
  urge: {
    from: [...handled, 'disputed', 'feedback'],
    to: 'same',
    who: ['centre', 'supervisor', 'reporter', 'machine'],
    needs: [],
  },
  // 督办
  supervise: { from: open, to: 'same', who: ['supervisor', 'machine'], needs: ['reason'] },
  // 升级
  escalate: {
    from: open,
    to: 'up',
    who: ['centre', 'handler', 'grid', 'supervisor', 'machine'],
    needs: ['reason'],
  },
} as const satisfies Record<string, StepRule>;
export type CaseStepName = keyof typeof caseMachine;
export const caseStepNames = Object.keys(caseMachine) as [CaseStepName, ...CaseStepName[]];
export const CaseStepName = z.enum(caseStepNames);

/** Once a case is here, nobody works on it any more; `reopen` alone leads out. */
export const endedStates = [
  'refused',
  'closed',
  'rated',
  'cancelled',
  'merged',
] as const satisfies CaseState[];
