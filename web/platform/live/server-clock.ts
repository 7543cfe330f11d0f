import { useSyncExternalStore } from 'react';

/** How far the server's clock is ahead of this machine's, in milliseconds. */
let offsetMs = 0;

/** Learns the server's time from a reply; half the round trip is taken as the way back. */
export function learnServerTime(serverTime: string, askedAtMs: number, answeredAtMs: number): void {
  const server = Date.parse(serverTime);
  if (!Number.isNaN(server)) offsetMs = server + (answeredAtMs - askedAtMs) / 2 - answeredAtMs;
}

/** Now, by the server's clock, in epoch milliseconds: durations on every wall agree. */
export const serverNow = (): number => Date.now() + offsetMs;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let second = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The server's time in whole seconds as epoch milliseconds; whoever uses it renders once a second, all together. */
export function useServerSecond(): number {
  return useSyncExternalStore(subscribe, () => {
    second = Math.floor(serverNow() / 1000) * 1000;
    return second;
  });
}
