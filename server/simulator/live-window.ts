/** A segment as it stands in a live playlist. */
export interface LiveSegment {
  sequence: number;
  /** Which of the clip's segments it is. */
  index: number;
  durationMs: number;
  /** Media time of its first picture, milliseconds after the stream's own beginning. */
  startMs: number;
  /** Its timestamps do not follow those of the segment before. */
  discontinuity: boolean;
}

export interface LiveWindow {
  /** RFC 8216 EXT-X-DISCONTINUITY-SEQUENCE: discontinuities that have left the window. */
  discontinuitySequence: number;
  segments: LiveSegment[];
}

/**
 * The segments that a camera repeating these durations for ever has published `elapsedMs` after it began, newest last.
 * A function of the time alone, so that every reader sees the same; a segment is published when it is over.
 */
export function liveWindow(durationsMs: readonly number[], elapsedMs: number, size: number): LiveWindow {
  const published = publishedCount(durationsMs, elapsedMs);
  const first = Math.max(0, published - size);
  const segments: LiveSegment[] = [];
  for (let sequence = first; sequence < published; sequence++) {
    const index = sequence % durationsMs.length;
    segments.push({
      sequence,
      index,
      durationMs: durationsMs[index] ?? 0,
      startMs: startOfSequence(durationsMs, sequence),
      discontinuity: index === 0 && sequence > 0,
    });
  }
  const loop = Math.floor(first / durationsMs.length);
  return { discontinuitySequence: segments[0]?.discontinuity ? loop - 1 : loop, segments };
}

function publishedCount(durationsMs: readonly number[], elapsedMs: number): number {
  const loopMs = sum(durationsMs);
  if (loopMs <= 0 || elapsedMs < 0) return 0;
  const loops = Math.floor(elapsedMs / loopMs);
  let restMs = elapsedMs - loops * loopMs;
  let count = loops * durationsMs.length;
  for (const durationMs of durationsMs) {
    restMs -= durationMs;
    if (restMs < 0) break;
    count++;
  }
  return count;
}

function startOfSequence(durationsMs: readonly number[], sequence: number): number {
  const loops = Math.floor(sequence / durationsMs.length);
  return loops * sum(durationsMs) + sum(durationsMs.slice(0, sequence % durationsMs.length));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
