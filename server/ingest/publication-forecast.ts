/** Foretells when a live playlist changes next, so that it is asked just then and seldom in vain. */

const leadMs = 40;
const minWaitMs = 80;
const maxWaitMs = 10_000;

export const createPublicationForecast = (now: () => number) => {
  let lastSeenAt = now();
  let periodMs = 0;
  let misses = 0;
  return {
    /** A playlist fetched at `seenAt` had new segments; after the last one's length the next should follow. */
    sawNew(seenAt: number, newestDurationMs: number): void {
      lastSeenAt = seenAt;
      periodMs = newestDurationMs;
      misses = 0;
    },
    sawNothing(): void {
      misses += 1;
    },
    /** How long to wait before asking again: until just before the foretold time, then in growing steps. */
    waitMs(targetDurationMs: number): number {
      const untilDueMs = lastSeenAt + periodMs - leadMs - now();
      if (misses === 0) return Math.max(minWaitMs, untilDueMs);
      const slowest = Math.min(maxWaitMs, Math.max(targetDurationMs / 2, misses * minWaitMs));
      return Math.min(minWaitMs * 2 ** (misses - 1), slowest);
    },
    silentMs: (): number => now() - lastSeenAt,
  };
};
