import type { Case } from '#contract/case.ts';
import type { CaseLevel, CaseState } from '#contract/case-state.ts';

/** Where those who have a case in hand work on it. */
const inHand: readonly CaseState[] = ['dispatched', 'received', 'on-site', 'disputed'];
const belowCounty: readonly CaseLevel[] = ['micro-grid', 'grid', 'community', 'street'];

/**
 * 升级: whether a case whose limit is over goes to the level above. A department's goes to its heads, a grid's,
 * community's or street's to the next one; what waits at the centre has nobody above, and is supervised alone.
 */
export function climbs({
  state,
  level,
  departmentCode,
}: Pick<Case, 'state' | 'level' | 'departmentCode'>): boolean {
  if (!inHand.includes(state)) return false;
  return departmentCode === null ? belowCounty.includes(level) : level !== 'department';
}
