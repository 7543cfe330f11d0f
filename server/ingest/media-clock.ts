/** Gives each segment its place on the world's clock, and says when the stream's own clock can't be believed. */

export interface SegmentTiming {
  sequence: number;
  durationMs: number;
  /** Epoch ms, where the stream says so. */
  programDateTime?: number;
  /** When it ended by arrival: the time it was first seen, less what follows it in the playlist. */
  endedByAt: number;
}

export interface PlacedSegment {
  startAt: number;
  /** The stream's clock was far off the wall clock, or leapt: from here on it is taken with a correction. */
  clockJumped: boolean;
}

/** Beyond this the stream's clock says nothing about when a thing happened. */
export const believedSkewMs = 60_000;
const leapMs = 5_000;
const overlapMs = 1_000;

/**
 * Media time never runs backwards. It is PROGRAM-DATE-TIME where that is within a minute of the wall clock and goes
 * on from where it was; without it the end of the segment before, else arrival. After a leap the stream's clock
 * is kept, moved by a constant, so that the time between two pictures stays right.
 */
export const createMediaClock = () => {
  let last: { sequence: number; endAt: number; endedByAt: number } | undefined;
  let correctionMs = 0;

  const byArrival = (timing: SegmentTiming): number => {
    const arrivedAt = timing.endedByAt - timing.durationMs;
    if (!last) return arrivedAt;
    const follows = timing.sequence === last.sequence + 1 && Math.abs(last.endAt - arrivedAt) <= leapMs;
    return follows ? last.endAt : Math.max(arrivedAt, last.endAt);
  };

  const isBelievable = (startAt: number, timing: SegmentTiming): boolean => {
    const arrivedAt = timing.endedByAt - timing.durationMs;
    if (Math.abs(startAt - arrivedAt) > believedSkewMs) return false;
    if (!last) return true;
    const mediaGapMs = startAt - last.endAt;
    const arrivalGapMs = arrivedAt - last.endedByAt;
    if (mediaGapMs < -overlapMs) return false;
    return mediaGapMs <= leapMs || Math.abs(mediaGapMs - arrivalGapMs) <= leapMs;
  };

  return {
    place(timing: SegmentTiming): PlacedSegment {
      const { programDateTime } = timing;
      let startAt = programDateTime === undefined ? byArrival(timing) : programDateTime + correctionMs;
      const clockJumped = programDateTime !== undefined && !isBelievable(startAt, timing);
      if (programDateTime !== undefined && clockJumped) {
        startAt = byArrival(timing);
        correctionMs = startAt - programDateTime;
      }
      last = { sequence: timing.sequence, endAt: startAt + timing.durationMs, endedByAt: timing.endedByAt };
      return { startAt, clockJumped };
    },
  };
};
