import type { Case } from '#contract/case.ts';

/** The wall leaves a person who chose something alone for this long. */
export const busyMs = 30_000;
/** And shows what it opened by itself for at least this long, should many come at once. */
export const shownAtLeastMs = 12_000;
/** A case that waited longer than this to be shown is left to the queue. */
export const freshMs = 120_000;

export interface AutoOpenInput {
  now: number;
  /** Open cases that machines found, newest first. */
  alerts: readonly Case[];
  /** Cases that were on screen already: each is opened by itself at most once. */
  seen: ReadonlySet<string>;
  selectedId: string | null;
  lastChosenAt: number;
  lastOpenedAt: number;
  /** True until something was shown on this page: then a standing case is as good as a new one. */
  justLoaded: boolean;
}

/** Which case the wall opens by itself now, if any. */
export function caseToOpen(input: AutoOpenInput): Case | null {
  const { now, alerts, seen, selectedId, justLoaded } = input;
  if (now - input.lastChosenAt < busyMs) return null;
  if (selectedId !== null && now - input.lastOpenedAt < shownAtLeastMs) return null;
  if (justLoaded && selectedId === null)
    return alerts.find(({ state }) => state === 'reported') ?? alerts[0] ?? null;
  const waiting = alerts.filter(
    ({ id, state, openedAt }) =>
      state === 'reported' && !seen.has(id) && id !== selectedId && now - Date.parse(openedAt) < freshMs,
  );
  return waiting[0] ?? null;
}
