import { Party } from '#contract/case-machine.ts';
import type { Caller, CaseFacts } from './case-rules.ts';

/** A case that a staff member has just reported. */
export const fresh: CaseFacts = {
  id: 'a',
  source: 'staff',
  state: 'reported',
  suspendedState: null,
  departmentCode: null,
  reporterId: 'reporter',
  level: 'county',
  delayRequestedUntil: null,
  mergedIntoId: null,
  parentId: null,
  rating: null,
  areaCodes: ['990101', '990101001', '990101001001', '990101001001001'],
};
/** Whoever may take any step. */
export const everybody = Party.options;
export const caller = (change: Partial<Caller>): Caller => ({
  id: 'someone',
  role: 'operator',
  areaCode: null,
  departmentCode: null,
  ...change,
});
