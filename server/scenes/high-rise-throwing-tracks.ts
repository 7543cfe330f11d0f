/** Links what moved in single frames into the paths of single things. */
import { fitParabola, parabolaAt } from './fall-physics.ts';

/** One thing that moved in one frame: media time in seconds, its centre and the longer side of its box in source pixels. */
export interface Peak {
  seconds: number;
  x: number;
  y: number;
  size: number;
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
  /** Takes one frame's peaks; returns the tracks that ended because nothing has continued them. */
  advance(seconds: number, peaks: readonly Peak[]): Track[];
  /** Ends and returns all tracks. */
  endAll(): Track[];
  /** Tracks still being followed. */
  open(): readonly Track[];
}

/** A thing may be hidden this long; a path that is just begun must go on sooner. */
const patienceSeconds = 0.22;
const patienceOfNewSeconds = 0.13;
/** A sure track that was lost may be taken up by a new one that lies in its continuation. */
const dormantSeconds = 0.6;
const longestTrackPeaks = 300;
/** Fastest fall that is followed, in picture heights a second: 30 m/s past a camera that sees 15 m. */
const fastestHeightsPerSecond = 2;
/** From so many peaks on a track is sure enough to have its peaks for itself. */
const surePeaks = 5;
/** A track this long may be taken up again. */
const fewestPeaksToResume = 6;
const mostNewTracks = 240;
/** A new path is begun with the nearest few peaks before it. */
const beginningsPerPeak = 3;

/** Links peaks for a picture of this height; all gates scale with it. */
export function createTrackSet(pictureHeight: number): TrackSet {
  const unit = pictureHeight / 720;
  let tracks: Track[] = [];
  /** Peaks of the last frames that belong to no sure track, oldest frame first. */
  let loose: Peak[][] = [];
  let nextId = 1;

  const isSure = ({ peaks }: Track) => peaks.length >= surePeaks;

  /** How far a peak lies from where the track should be, or Infinity. */
  const mismatch = (expected: Expected, peak: Peak): number => {
    const distance = Math.hypot(peak.x - expected.x, peak.y - expected.y);
    return distance <= expected.gate ? distance : Number.POSITIVE_INFINITY;
  };

  const follow = (track: Track, peaks: readonly Peak[], taken: ReadonlySet<Peak>, seconds: number) => {
    const expected = expect(track, seconds, unit);
    let best: Peak | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const peak of peaks) {
      if (taken.has(peak)) continue;
      const distance = mismatch(expected, peak);
      if (distance < least) [least, best] = [distance, peak];
    }
    return best;
  };

  const isLost = (track: Track, seconds: number) => seconds - track.peaks.at(-1)!.seconds > patienceSeconds;

  /** Puts the peaks of a lost track before those of the one that goes on where it would have come. */
  const resume = (track: Track, seconds: number) => {
    const [first, last] = [track.peaks[0]!, track.peaks.at(-1)!];
    const speed = (last.y - first.y) / (last.seconds - first.seconds);
    const lost = tracks.find((one) => {
      if (one === track || one.peaks.length < fewestPeaksToResume) return false;
      const end = one.peaks.at(-1)!;
      const gap = first.seconds - end.seconds;
      if (gap <= 0 || gap > dormantSeconds || seconds - end.seconds < 0.05) return false;
      const before = one.peaks.at(-5)!;
      const speedBefore = (end.y - before.y) / (end.seconds - before.seconds);
      if (speed < 0.6 * speedBefore || speed > 2.5 * speedBefore + 60 * unit) return false;
      const expected = expect(one, first.seconds, unit);
      const reach = 8 * unit + 0.3 * speed * gap;
      return Math.hypot(first.x - expected.x, first.y - expected.y) < reach;
    });
    if (!lost) return;
    track.peaks.unshift(...lost.peaks);
    track.spanFrames += lost.ageFrames - track.ageFrames;
    track.ageFrames = lost.ageFrames;
    tracks = tracks.filter((one) => one !== lost);
  };

  /** Pairs of a loose peak and a peak of now that may be two looks at one thing that goes down or hangs still. */
  const beginnings = (peak: Peak): Track[] =>
    loose
      .flatMap((earlier, i) =>
        earlier.map((before) => ({ before, frames: loose.length - i, cost: stepCost(before, peak) })),
      )
      .filter(({ cost }) => Number.isFinite(cost))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, beginningsPerPeak)
      .map(({ before, frames }) => ({
        id: nextId++,
        peaks: [before, peak],
        spanFrames: frames + 1,
        ageFrames: frames + 1,
      }));

  const stepCost = (before: Peak, peak: Peak): number => {
    const step = peak.seconds - before.seconds;
    if (step <= 0 || step > 0.12) return Number.POSITIVE_INFINITY;
    const [dx, dy] = [Math.abs(peak.x - before.x), peak.y - before.y];
    const farthest = fastestHeightsPerSecond * pictureHeight * step;
    if (dy < -4 * unit || dy > farthest || dx > 5 * unit + 0.8 * Math.max(dy, 0))
      return Number.POSITIVE_INFINITY;
    const [larger, smaller] = [Math.max(peak.size, before.size), Math.min(peak.size, before.size)];
    if (larger > 4 * smaller + 12 * unit) return Number.POSITIVE_INFINITY;
    return Math.hypot(dx, dy) / step;
  };

  return {
    advance(seconds, peaks) {
      for (const track of tracks) track.ageFrames++;
      const taken = new Set<Peak>();
      const byLength = [...tracks].sort((a, b) => b.peaks.length - a.peaks.length);
      for (const track of byLength) {
        if (isLost(track, seconds)) continue;
        const next = follow(track, peaks, taken, seconds);
        if (!next) continue;
        track.peaks.push(next);
        track.spanFrames = track.ageFrames;
        if (isSure(track)) taken.add(next);
        if (track.peaks.length === surePeaks) resume(track, seconds);
      }
      tracks = withoutTwins(tracks);
      const free = peaks.filter((peak) => !taken.has(peak));
      if (tracks.length < mostNewTracks) tracks.push(...free.flatMap(beginnings));
      loose = [...loose, free].slice(-2);
      const isOver = (track: Track) =>
        seconds - track.peaks.at(-1)!.seconds > (isSure(track) ? dormantSeconds : patienceOfNewSeconds) ||
        track.peaks.length >= longestTrackPeaks;
      const ended = tracks.filter(isOver);
      tracks = tracks.filter((track) => !isOver(track));
      return ended.filter(isSure);
    },
    endAll() {
      const ended = tracks.filter(isSure);
      tracks = [];
      loose = [];
      return ended;
    },
    open: () => tracks,
  };
}

/** Where a track should be at a time, and how far from there it may be found. */
interface Expected {
  x: number;
  y: number;
  gate: number;
}

function expect(track: Track, seconds: number, unit: number): Expected {
  const recent = track.peaks.slice(-8);
  const last = recent.at(-1)!;
  const ahead = seconds - last.seconds;
  const times = recent.map((peak) => peak.seconds);
  const begun = times[0]!;
  const sizeSlack = 0.25 * Math.min(last.size, 60 * unit);
  if (recent.length < 4) {
    const since = last.seconds - begun;
    const [vx, vy] = [(last.x - recent[0]!.x) / since, (last.y - recent[0]!.y) / since];
    const gate = 3 * unit + sizeSlack + 0.35 * Math.hypot(vx, vy) * ahead;
    return { x: last.x + vx * ahead, y: last.y + vy * ahead, gate };
  }
  const down = fitParabola(
    times,
    recent.map((peak) => peak.y),
  );
  const aside = fitParabola(
    times.slice(-3),
    recent.slice(-3).map((peak) => peak.x),
  );
  const speed = Math.hypot(down.rate + down.acceleration * (seconds - begun), aside.rate);
  return {
    x: parabolaAt(aside, seconds - times.slice(-3)[0]!),
    y: parabolaAt(down, seconds - begun),
    gate: (3.5 + 6 * Math.max(0, ahead - 0.05) * 10) * unit + sizeSlack + 0.22 * speed * ahead,
  };
}

/** Of tracks that have come to share their last peaks only the longest goes on. */
function withoutTwins(tracks: readonly Track[]): Track[] {
  const best = new Map<Peak, Track>();
  for (const track of tracks) {
    const end = track.peaks.at(-1)!;
    const rival = best.get(end);
    if (track.peaks.length < 3 || !rival) {
      if (!rival) best.set(end, track);
      continue;
    }
    const sharesPath = rival.peaks.at(-2) === track.peaks.at(-2);
    if (sharesPath && track.peaks.length > rival.peaks.length) best.set(end, track);
  }
  return tracks.filter((track) => {
    const rival = best.get(track.peaks.at(-1)!)!;
    return rival === track || rival.peaks.at(-2) !== track.peaks.at(-2);
  });
}
