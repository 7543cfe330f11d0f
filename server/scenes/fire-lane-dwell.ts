/** How long each thing is known to have stood: the time between looks that lie too far apart is nobody's. */
import type { Track } from './tracker.ts';

/** Between two looks this share of the dwell is taken as stood through; of a longer gap nobody knows what happened in it. */
const longestGapOfDwell = 0.2;
const [leastLongestGapMs, mostLongestGapMs] = [3_000, 15_000];
/** So many looks, at least two and at most five, must have shown it: one in so many milliseconds of the dwell. */
const looksPerDwellMs = 6_000;

type Stand = Pick<Track, 'id' | 'standingSince' | 'seen'>;

export interface DwellCount {
  /** Takes note of a look at `at`, with what stands then. */
  look(at: number, tracks: readonly Stand[]): void;
  /** Milliseconds that a thing is known to have stood by then. */
  stoodMs(track: Stand, at: number): number;
  /** Whether it has stood as long as the dwell, in enough looks. */
  isOver(track: Stand, at: number): boolean;
}

export function createDwellCount(dwellMs: number): DwellCount {
  const longestGapMs = Math.min(mostLongestGapMs, Math.max(leastLongestGapMs, longestGapOfDwell * dwellMs));
  const neededLooks = Math.min(5, Math.max(2, Math.round(dwellMs / looksPerDwellMs)));
  const unknown = new Map<number, { since: number; ms: number }>();
  let lastLookAt: number | undefined;

  const stoodMs = (track: Stand, at: number): number =>
    at - track.standingSince - (unknown.get(track.id)?.ms ?? 0);

  return {
    look(at, tracks) {
      const before = lastLookAt;
      lastLookAt = at;
      const excessMs = before === undefined ? 0 : Math.max(0, at - before - longestGapMs);
      for (const id of unknown.keys()) if (!tracks.some((track) => track.id === id)) unknown.delete(id);
      for (const { id, standingSince } of tracks) {
        const known = unknown.get(id);
        const ms = known?.since === standingSince ? known.ms : 0;
        const isWithin = before !== undefined && standingSince <= before;
        unknown.set(id, { since: standingSince, ms: ms + (isWithin ? excessMs : 0) });
      }
    },
    stoodMs,
    isOver: (track, at) => stoodMs(track, at) >= dwellMs && track.seen >= neededLooks,
  };
}
