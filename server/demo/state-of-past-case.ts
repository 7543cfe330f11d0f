import type { CaseState } from '#contract/case-state.ts';
import type { DatedCase } from '../../geodata/read-district.ts';

/** How far a case of the demo's year has come by `now`. */
export function stateAt(past: DatedCase, now: Date): CaseState {
  if (past.closedAt <= now) return past.rating === null ? 'closed' : 'rated';
  if (past.feedbackAt <= now) return 'feedback';
  if (past.dispatchedAt <= now) return 'dispatched';
  return past.acceptedAt <= now ? 'accepted' : 'reported';
}

/** When a past case came how far; null what had not happened by `now`. Departments sign for a case and turn up on the way. */
export function momentsUntil(past: DatedCase, now: Date) {
  const { acceptedAt, dispatchedAt, feedbackAt, closedAt } = past;
  const between = (share: number, from: Date, to: Date) =>
    new Date(from.getTime() + share * Math.max(0, to.getTime() - from.getTime()));
  const within = (minutes: number, at: Date) =>
    new Date(Math.min(at.getTime(), dispatchedAt.getTime() + minutes * 60_000));
  const until = (at: Date) => (at <= now ? at : null);
  const closed = until(closedAt);
  // the list of states has neither “received” nor “on site” for what is on its way: it came in one go with the feedback
  const reported = until(feedbackAt);
  return {
    acceptedAt: until(acceptedAt),
    dispatchedAt: until(dispatchedAt),
    receivedAt: reported && within(10, between(0.08, dispatchedAt, feedbackAt)),
    // most turn up within two hours, every seventh department takes its time
    arrivedAt:
      reported &&
      within(past.openedAt.getTime() % 7 === 0 ? 400 : 110, between(0.35, dispatchedAt, feedbackAt)),
    feedbackAt: reported,
    checkedAt: closed && between(0.6, feedbackAt, closedAt),
    closedAt: closed,
    rating: closed && past.rating,
    ratedAt: closed && past.rating !== null ? closedAt : null,
  };
}
