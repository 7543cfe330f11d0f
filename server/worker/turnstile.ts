/** One thing at a time for what keeps the processor busy, with room for the network in between. */
export interface Turnstile {
  /** Resolves when it is the caller's turn; the function it gives ends the turn. */
  enter(): Promise<() => void>;
}

/** So many rounds of the event loop belong to the network between two turns: a fetch needs several to get on. */
const roundsBetween = 4;

/**
 * Decoding and inference block the event loop. Without a turnstile, the more cameras wait for the processor, the
 * later their next segments arrive, and the process falls ever further behind.
 */
export const createTurnstile = (): Turnstile => {
  const waiting: (() => void)[] = [];
  let isBusy = false;

  const next = (): void => {
    const enter = waiting.shift();
    if (enter) enter();
    else isBusy = false;
  };
  const afterRounds = (rounds: number): void => {
    if (rounds === 0) next();
    else setImmediate(afterRounds, rounds - 1);
  };

  return {
    enter: () =>
      new Promise((resolve) => {
        const begin = (): void => {
          let isOver = false;
          resolve(() => {
            if (isOver) return;
            isOver = true;
            afterRounds(roundsBetween);
          });
        };
        if (isBusy) waiting.push(begin);
        else {
          isBusy = true;
          begin();
        }
      }),
  };
};
