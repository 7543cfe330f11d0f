/** Counts the time between two rounds, but none in which the process slept or the database was away. */
export const createUptimeCount = (options: {
  everyMs: number;
  add(seconds: number): Promise<void>;
  now?: () => number;
}) => {
  const { everyMs, add, now = () => performance.now() } = options;
  let countedAt = now();
  return async (): Promise<void> => {
    const sinceMs = now() - countedAt;
    countedAt = now();
    if (sinceMs < everyMs / 2) return;
    await add(Math.min(sinceMs, everyMs * 1.5) / 1000);
  };
};
