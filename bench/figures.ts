import { performance } from 'node:perf_hooks';

/** Times as the report gives them, in milliseconds. */
export interface Spread {
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  samples: number;
}

export function spreadOf(timesMs: readonly number[]): Spread {
  if (timesMs.length === 0) throw new Error('Nothing was measured');
  const sorted = timesMs.toSorted((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), samples: sorted.length };
}

/** How many times the limit something takes, by medians. */
export const ratioOf = (measured: Spread, limit: Spread): number => round(measured.p50Ms / limit.p50Ms);

export const round = (value: number): number => Number(value.toPrecision(3));

/** How long the work took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/**
 * Times several ways of doing the same, turn by turn, so that a busy moment of the machine strikes all of them alike.
 * The first round warms up and doesn't count.
 */
export async function timedInTurn<Way extends string>(
  ways: Record<Way, (round: number) => Promise<unknown>>,
  rounds: number,
): Promise<Record<Way, Spread>> {
  const names = Object.keys(ways) as Way[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let turn = 0; turn <= rounds; turn += 1) {
    for (const name of names) {
      const took = await timed(() => ways[name](turn));
      if (turn > 0) times.get(name)?.push(took);
    }
  }
  const spreads = names.map((name) => [name, spreadOf(times.get(name) ?? [])] as const);
  return Object.fromEntries(spreads) as Record<Way, Spread>;
}
