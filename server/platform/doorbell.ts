/** Waits until rung or the time is over; a ring while nobody waits is remembered. */
export function createDoorbell() {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring(): void {
      rung = true;
      wake?.();
    },
    wait: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          wake = undefined;
          rung = false;
          resolve();
        };
        const timer = setTimeout(done, rung || signal.aborted ? 0 : ms);
        signal.addEventListener('abort', done, { once: true });
        wake = done;
      }),
  };
}
