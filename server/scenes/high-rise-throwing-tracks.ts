/** Links the peaks of single frames into the paths of single things. */
import { fitParabola, parabolaAt } from './fall-physics.ts';

/** One peak of the heat-map: media time in seconds, source pixels. */
export interface Peak {
  seconds: number;
  x: number;
  y: number;
  score: number;
}

/** The path of one thing so far, oldest peak first. */
export interface Track {
  id: number;
  peaks: Peak[];
  /** Frames looked at from the first peak to the last one, both included, and since the first one. */
  spanFrames: number;
  ageFrames: number;
}

export interface TrackSet {
  /**
   * Takes one frame's peaks; returns the tracks that ended because nothing has continued them.
   * Every peak may continue a track, only those that `mayBegin` allows begin one.
   */
  advance(seconds: number, peaks: readonly Peak[], mayBegin?: (peak: Peak) => boolean): Track[];
  /** Ends and returns all tracks. */
  endAll(): Track[];
  /** Tracks still being followed. */
  open(): readonly Track[];
}

const patienceSeconds = 0.36;
const longestStepSeconds = 0.5;
const longestTrackPeaks = 400;
/** Fastest fall that is followed, in picture heights a second: 30 m/s past a camera that sees 25 m. */
const fastestHeightsPerSecond = 1.3;
/** More new peaks than this at once are a shaken camera or a downpour: none of them is followed. */
const crowdedPeaks = 5;

/** Links peaks for a picture of this height; all gates scale with it. */
export function createTrackSet(pictureHeight: number): TrackSet {
  const unit = pictureHeight / 720;
  let tracks: Track[] = [];
  let nextId = 1;
  const begin = (peak: Peak): Track => ({ id: nextId++, peaks: [peak], spanFrames: 1, ageFrames: 1 });

  /** How badly a peak fits a track's continuation, or Infinity. */
  const mismatch = (track: Track, peak: Peak): number => {
    const last = track.peaks.at(-1)!;
    const step = peak.seconds - last.seconds;
    if (step <= 0 || step > longestStepSeconds) return Number.POSITIVE_INFINITY;
    if (track.peaks.length === 1) {
      const dx = Math.abs(peak.x - last.x);
      const dy = peak.y - last.y;
      const reach = fastestHeightsPerSecond * pictureHeight * step;
      if (dy < -6 * unit || dy > reach || dx > 8 * unit + Math.max(dy, 0)) return Number.POSITIVE_INFINITY;
      return Math.hypot(dx, dy);
    }
    const { x, y, speed } = predict(track, peak.seconds);
    const gate = (7 + 3 * Math.max(0, 4 - track.peaks.length)) * unit + 0.3 * speed * step;
    const distance = Math.hypot(peak.x - x, peak.y - y);
    return distance <= gate ? distance : Number.POSITIVE_INFINITY;
  };

  return {
    advance(seconds, peaks, mayBegin = () => true) {
      const pairs = tracks
        .flatMap((track) =>
          peaks.map((peak) => ({ track, peak, cost: mismatch(track, peak) - track.peaks.length })),
        )
        .filter(({ cost }) => Number.isFinite(cost))
        .sort((a, b) => a.cost - b.cost);
      for (const track of tracks) track.ageFrames++;
      const takenPeaks = new Set<Peak>();
      const takenTracks = new Set<Track>();
      for (const { track, peak } of pairs) {
        if (takenPeaks.has(peak) || takenTracks.has(track)) continue;
        takenPeaks.add(peak);
        takenTracks.add(track);
        track.peaks.push(peak);
        track.spanFrames = track.ageFrames;
      }
      const fresh = peaks.filter((peak) => !takenPeaks.has(peak) && mayBegin(peak));
      if (fresh.length <= crowdedPeaks) tracks.push(...fresh.map(begin));
      const isOver = (track: Track) =>
        seconds - track.peaks.at(-1)!.seconds > patienceSeconds || track.peaks.length >= longestTrackPeaks;
      const ended = tracks.filter(isOver);
      tracks = tracks.filter((track) => !isOver(track));
      return ended;
    },
    endAll() {
      const ended = tracks;
      tracks = [];
      return ended;
    },
    open: () => tracks,
  };
}

/** Where a track should be at a time, from its latest half second, and how fast it moves in pixels a second. */
function predict(track: Track, seconds: number): { x: number; y: number; speed: number } {
  const recent = track.peaks.slice(-8);
  const first = recent[0]!.seconds;
  const times = recent.map((peak) => peak.seconds);
  const along = fitParabola(
    times,
    recent.map((peak) => peak.y),
  );
  const aside = fitParabola(
    times.slice(-3),
    recent.slice(-3).map((peak) => peak.x),
  );
  const speed = along.rate + along.acceleration * (seconds - first);
  return {
    x: parabolaAt(aside, seconds - times.slice(-3)[0]!),
    y: parabolaAt(along, seconds - first),
    speed: Math.hypot(speed, aside.rate),
  };
}
