/** Gathers what arrives and hands it on in one piece, at most once per interval. */
export interface Batcher<Item> {
  add(items: readonly Item[]): void;
  /** Hands on at once what has gathered. */
  flush(): void;
  stop(): void;
}

/** The interface redraws at most five times a second, however fast events arrive. */
export const applyIntervalMs = 200;

export function createBatcher<Item>(
  apply: (items: Item[]) => void,
  intervalMs = applyIntervalMs,
): Batcher<Item> {
  let waiting: Item[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    lastAt = performance.now();
    apply(items);
  };
  return {
    add(items) {
      waiting.push(...items);
      timer ??= setTimeout(flush, Math.max(0, lastAt + intervalMs - performance.now()));
    },
    flush,
    stop() {
      clearTimeout(timer);
      timer = undefined;
      waiting = [];
    },
  };
}
