import type { CaseState } from '#contract/case-state.ts';
import type { DatedCase } from '../../geodata/read-district.ts';

/** How far a case of the demo's year has come by `now`. */
export function stateAt(past: DatedCase, now: Date): CaseState {
  if (past.closedAt <= now) return past.rating === null ? 'closed' : 'rated';
  if (past.feedbackAt <= now) return 'feedback';
  if (past.dispatchedAt <= now) return 'dispatched';
  return past.acceptedAt <= now ? 'accepted' : 'reported';
}
