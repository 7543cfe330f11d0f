import type { CaseLimit } from '#contract/case-limit.ts';

export type Urgency = 'calm' | 'yellow' | 'red' | 'over' | 'paused';

export interface ShownLimit {
  phase: CaseLimit['phase'];
  urgency: Urgency;
  /** Until it is due; negative where it is over. */
  leftMs: number;
}

/** A limit as it stands at a moment; one that is paused stands as it stood then. */
function shownAt(limit: CaseLimit, nowMs: number): ShownLimit {
  const at = limit.pausedAt === null ? nowMs : Date.parse(limit.pausedAt);
  const leftMs = Date.parse(limit.dueAt) - at;
  const running: Urgency =
    leftMs <= 0
      ? 'over'
      : at >= Date.parse(limit.redAt)
        ? 'red'
        : at >= Date.parse(limit.yellowAt)
          ? 'yellow'
          : 'calm';
  return { phase: limit.phase, leftMs, urgency: limit.pausedAt === null ? running : 'paused' };
}

/** What runs in a case, what is due first at the top. */
export const limitsToShow = (limits: readonly CaseLimit[], nowMs: number): ShownLimit[] =>
  limits.map((limit) => shownAt(limit, nowMs)).sort((a, b) => a.leftMs - b.leftMs);

/** The first of a case's limits that is near or over; undefined where there is time, or it stands still. */
export const mostUrgent = (limits: readonly CaseLimit[], nowMs: number): ShownLimit | undefined =>
  limitsToShow(limits, nowMs).find(({ urgency }) => urgency !== 'calm' && urgency !== 'paused');
