/** What a case is told of a limit, rung by rung: yellow, red, overdue, and that it climbs. Pure. */

export type Rung = 'yellow' | 'red' | 'overdue' | 'climbed';
export type Told = 'none' | Rung;

/** Epoch milliseconds. */
export interface LadderTimes {
  yellowAt: number;
  redAt: number;
  dueAt: number;
  /** When a case that is still late leaves its level; null where this limit moves nobody. */
  climbAt: number | null;
}

const rungs = ['yellow', 'red', 'overdue', 'climbed'] as const satisfies Rung[];
const atOf = (times: LadderTimes): Record<Rung, number | null> => ({
  yellow: times.yellowAt,
  red: times.redAt,
  overdue: times.dueAt,
  climbed: times.climbAt,
});

/** The rung after `told`, and when it comes; undefined at the top. */
export function nextRung(told: Told, times: LadderTimes): { rung: Rung; at: number } | undefined {
  const rung = rungs[told === 'none' ? 0 : rungs.indexOf(told) + 1];
  const at = rung && atOf(times)[rung];
  return rung && at != null ? { rung, at } : undefined;
}

/** The highest rung that `nowMs` has reached: what a case counts as told after its limit was moved by hand. */
export function toldBy(nowMs: number, times: LadderTimes): Told {
  const reached = rungs.filter((rung) => (atOf(times)[rung] ?? Number.POSITIVE_INFINITY) <= nowMs);
  return reached.at(-1) ?? 'none';
}
