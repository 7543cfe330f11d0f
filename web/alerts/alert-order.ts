import type { Case } from '#contract/case.ts';

export interface AlertGroups {
  /** What machines found, newest first. */
  ai: Case[];
  /** What people reported, newest first. */
  other: Case[];
  /** How many of all wait for somebody to take them. */
  unacknowledged: number;
}

const newestFirst = (a: Case, b: Case): number =>
  b.openedAt.localeCompare(a.openedAt) || b.id.localeCompare(a.id);

/** The queue's order; it depends on nothing but when a case was opened, so that lines never jump. */
export function alertGroups(cases: Iterable<Case>): AlertGroups {
  const all = [...cases].sort(newestFirst);
  const ai = all.filter(({ source }) => source === 'ai');
  return {
    ai,
    other: all.filter(({ source }) => source !== 'ai'),
    unacknowledged: ai.filter(({ state }) => state === 'reported').length,
  };
}

/** The alert after (or before) the one on screen, going round; the first where none is. */
export function neighbour(alerts: readonly Case[], currentId: string | null, step: 1 | -1): Case | null {
  const index = alerts.findIndex(({ id }) => id === currentId);
  if (index < 0) return alerts[0] ?? null;
  return alerts[(index + step + alerts.length) % alerts.length] ?? null;
}
