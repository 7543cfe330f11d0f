import { setTimeout as sleep } from 'node:timers/promises';
import type { Fetch } from './fetch-limited.ts';
import { readFileSegments } from './read-file-segments.ts';
import { createStreamPosition, readSegments } from './read-segments.ts';
import type { Report, Segment } from './segment.ts';
import { asStreamFailure, type StreamFailure, type StreamFailureReason } from './stream-failure.ts';

/** Keeps to one camera's stream through every failure, until its signal is aborted. */

export interface WatchStreamOptions {
  url: string;
  signal: AbortSignal;
  report: Report;
  /** The stream broke; it is tried again after a pause. */
  onFailure(failure: StreamFailure, pauseMs: number): void;
  resumeFromAt?: number;
  now?: () => number;
  random?: () => number;
  fetch?: Fetch;
}

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
/** What a person must mend first is asked for seldom. */
const hopeless: ReadonlySet<StreamFailureReason> = new Set([
  'unsupported-codec',
  'unsupported-encryption',
  'bad-url',
]);

/** Grows with each failure in a row, and differs between cameras so that they don't come back all at once. */
export const pauseAfterFailureMs = (
  failuresInRow: number,
  reason: StreamFailureReason,
  random: number,
): number => {
  if (hopeless.has(reason)) return longestPauseMs * (0.75 + random / 2);
  return Math.min(longestPauseMs, firstPauseMs * 2 ** (failuresInRow - 1)) * (0.75 + random / 2);
};

export async function* watchStream(options: WatchStreamOptions): AsyncGenerator<Segment> {
  const { signal, onFailure, random = Math.random } = options;
  const position = createStreamPosition();
  const read =
    URL.canParse(options.url) && !options.url.startsWith('file:') ? readSegments : readFileSegments;
  let failuresInRow = 0;
  while (!signal.aborted) {
    try {
      for await (const segment of read({ ...options, position })) {
        failuresInRow = 0;
        yield segment;
      }
    } catch (error) {
      if (signal.aborted) return;
      failuresInRow += 1;
      const failure = asStreamFailure(error);
      const pauseMs = pauseAfterFailureMs(failuresInRow, failure.reason, random());
      onFailure(failure, pauseMs);
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
