/** Options of `keepLatest`. */
export interface KeepLatestOptions<T> {
  /** How many may wait; 1 for the newest alone. */
  capacity?: number;
  /** What must not be skipped (and doesn't count as waiting). */
  mustKeep?: (item: T) => boolean;
  /** Called just before an item is handed on that skipped ones came before. */
  onGap?: () => void;
  /** Awaited before an item is handed on; newer ones that come meanwhile take its place. */
  beforeNext?: () => Promise<void>;
}

/**
 * Reads a source as fast as it gives and hands on what its reader has time for: when more than `capacity` items wait,
 * all but the newest are skipped, so that a slow reader never lags. Ends and fails as the source does.
 */
export async function* keepLatest<T>(
  source: AsyncIterable<T>,
  options: KeepLatestOptions<T> = {},
): AsyncGenerator<T> {
  const { capacity = 1, mustKeep = () => false, onGap, beforeNext } = options;
  let waiting: { item: T; afterGap: boolean }[] = [];
  const end: { reached: boolean; failed: boolean; error?: unknown } = { reached: false, failed: false };
  let wake = (): void => {};

  const skipOld = (): void => {
    if (waiting.filter(({ item }) => !mustKeep(item)).length <= capacity) return;
    const newest = waiting.at(-1);
    const left: typeof waiting = [];
    let gap = false;
    for (const entry of waiting) {
      const isKept = entry === newest || mustKeep(entry.item);
      if (isKept) left.push({ item: entry.item, afterGap: entry.afterGap || gap });
      gap = !isKept;
    }
    waiting = left;
  };

  const iterator = source[Symbol.asyncIterator]();
  const pump = async (): Promise<void> => {
    try {
      for (;;) {
        const next = await iterator.next();
        if (next.done) break;
        waiting.push({ item: next.value, afterGap: false });
        skipOld();
        wake();
      }
    } catch (error) {
      end.failed = true;
      end.error = error;
    }
    end.reached = true;
    wake();
  };
  const pumping = pump();

  try {
    for (;;) {
      if (waiting.length > 0) {
        await beforeNext?.();
        const next = waiting.shift();
        if (!next) continue;
        if (next.afterGap) onGap?.();
        yield next.item;
        continue;
      }
      if (end.reached) {
        if (end.failed) throw end.error;
        return;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (waiting.length > 0 || end.reached) resolve();
      });
    }
  } finally {
    // A source that waits on its own signal ends by that; one that is between items ends here.
    void iterator.return?.();
    if (end.reached) await pumping;
  }
}
