import type { Case } from '#contract/case.ts';
import type { CaseLevel, CaseState } from '#contract/case-state.ts';

/** What grid staff have to do with a case of their grid: handle it, check it, or know of it. */
export type TaskGroup = 'handle' | 'check' | 'know';

const gridLevels: readonly CaseLevel[] = ['micro-grid', 'grid'];
const handled: readonly CaseState[] = ['dispatched', 'received', 'on-site'];

export function taskGroupOf({ departmentCode, level, state }: Case): TaskGroup {
  if (departmentCode === null && gridLevels.includes(level) && handled.includes(state)) return 'handle';
  return state === 'feedback' ? 'check' : 'know';
}

/** The groups that have something in them, each by when it is due; what is never due comes last. */
export function groupTasks(cases: readonly Case[]): [TaskGroup, Case[]][] {
  const groups: [TaskGroup, Case[]][] = (['handle', 'check', 'know'] as const).map((group) => [
    group,
    cases.filter((item) => taskGroupOf(item) === group).sort(bySoonestDue),
  ]);
  return groups.filter(([, items]) => items.length > 0);
}

const dueOf = ({ dueAt }: Case): number => (dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt));
const bySoonestDue = (a: Case, b: Case): number =>
  dueOf(a) === dueOf(b) ? Date.parse(a.openedAt) - Date.parse(b.openedAt) : dueOf(a) - dueOf(b);
