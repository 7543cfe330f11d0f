import type { StreamFailureReason } from './stream-failure.ts';

/** How a camera's stream fares, as the wall shows it. */
export interface StreamHealth {
  state: 'up' | 'degraded' | 'down';
  /** Why it is not up. */
  reason?: StreamFailureReason;
  /** Epoch ms since when it is in this state for this reason. */
  since: number;
  /** Pictures analysed per second, over the last ten seconds. */
  fps: number;
  /** Age of the last picture when it had been analysed. */
  lagMs?: number;
}

const degradedForMs = 10_000;
const rateWindowMs = 10_000;

/** Judges a stream by what is reported of it; `down` until the first picture came. */
export const createHealthTracker = (now: () => number) => {
  let state: StreamHealth['state'] = 'down';
  let reason: StreamFailureReason | undefined;
  let since = now();
  let degradedUntil = 0;
  let lagMs: number | undefined;
  let analysedAt: number[] = [];

  const turn = (nextState: StreamHealth['state'], nextReason?: StreamFailureReason): void => {
    if (nextState === state && nextReason === reason) return;
    state = nextState;
    reason = nextReason;
    since = now();
  };

  return {
    /** The stream is gone, or gives nothing. */
    failed: (why: StreamFailureReason): void => turn('down', why),
    /** Something is wrong with a stream that goes on; remembered for a while, so that people see it. */
    reported(why: StreamFailureReason): void {
      if (why === 'stalled') {
        turn('down', why);
        return;
      }
      degradedUntil = now() + degradedForMs;
      if (state !== 'down') turn('degraded', why);
      else if (reason === undefined) reason = why;
    },
    /** A picture with media time `at` was analysed. */
    analysed(at: number): void {
      const time = now();
      lagMs = time - at;
      analysedAt.push(time);
      if (time >= degradedUntil) turn('up');
      else if (state !== 'degraded') turn('degraded', reason);
    },
    current(): StreamHealth {
      const time = now();
      analysedAt = analysedAt.filter((at) => at > time - rateWindowMs);
      const fps = Math.round((analysedAt.length * 10_000) / rateWindowMs) / 10;
      return {
        state,
        since,
        fps,
        ...(reason === undefined ? {} : { reason }),
        ...(lagMs === undefined ? {} : { lagMs }),
      };
    },
  };
};
