import type { AlertActionName, AlertState } from '#contract/alert.ts';

/** What people do with an alert: from which states, and where it leads. An alert that nobody answered is taken or handed on. */
const alertMachine: Record<AlertActionName, { from: readonly AlertState[]; to: AlertState }> = {
  acknowledge: { from: ['waiting', 'snoozed'], to: 'acknowledged' },
  take: { from: ['waiting', 'snoozed', 'acknowledged', 'unanswered'], to: 'taken' },
  'hand-on': { from: ['waiting', 'snoozed', 'acknowledged', 'taken', 'unanswered'], to: 'waiting' },
  snooze: { from: ['waiting'], to: 'snoozed' },
};
const names = Object.keys(alertMachine) as AlertActionName[];

/** Where an action leads; undefined where it is not possible. */
export const stateAfter = (state: AlertState, action: AlertActionName): AlertState | undefined =>
  alertMachine[action].from.includes(state) ? alertMachine[action].to : undefined;

/** What is possible in a state. */
export const actionsFrom = (state: AlertState): AlertActionName[] =>
  names.filter((action) => alertMachine[action].from.includes(state));
