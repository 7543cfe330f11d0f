/** The part of a track in which something falls: cleaned of rest before and after, with its speeds and its fitted curve. */
import { type DraggedFall, fitDraggedFall, fitParabola, type Parabola, parabolaAt } from './fall-physics.ts';
import type { Peak, Track } from './high-rise-throwing-tracks.ts';

/** A fall's path in source pixels and seconds. */
export interface FallPath {
  peaks: readonly Peak[];
  /** Share of the frames from first to last in which it was seen. */
  seenShare: number;
  pathPixels: number;
  /** Downward speed at the begin, the middle and the end, pixels a second. */
  speeds: { first: number; middle: number; last: number };
  /** Of the earlier part, in which drag has not yet taken over; with its standard error. */
  acceleration: number;
  accelerationError: number;
  /** Root mean square distance from local parabolas: how smooth the path is. */
  residualPixels: number;
  /** A fall from rest with drag, fitted to the whole path. */
  fall: DraggedFall;
  /** Moment of release, from the first second alone: perspective bends what comes later. */
  releasedAt: number;
  /** Root mean square distance of the heights from a straight line: a steady speed. */
  steadyRms: number;
  aside: Parabola;
}

const windowPeaks = 10;
/** Drag hides gravity later on: the gain of speed is measured in the first part of the path. */
const earlySeconds = 0.7;
const beginSeconds = 1;

/** Cuts a track to its fall; `undefined` when nothing of it goes down for long enough. */
export function fallPathOf(track: Track, pictureHeight: number): FallPath | undefined {
  const unit = pictureHeight / 720;
  const peaks = descent(track.peaks, unit);
  if (peaks.length < 5) return undefined;
  const [first, last] = [peaks[0]!, peaks.at(-1)!];
  const duration = last.seconds - first.seconds;
  if (duration <= 0) return undefined;
  const frameSeconds =
    (track.peaks.at(-1)!.seconds - track.peaks[0]!.seconds) / Math.max(1, track.spanFrames - 1);
  const times = peaks.map((peak) => peak.seconds);
  const ys = peaks.map((peak) => peak.y);
  const early = peaks.filter((peak, i) => i < 6 || peak.seconds - first.seconds < earlySeconds);
  const start = fitParabola(
    early.map((peak) => peak.seconds),
    early.map((peak) => peak.y),
  );
  const earlyDuration = early.at(-1)!.seconds - first.seconds;
  const residualPixels = localResidual(peaks);
  const beginning = peaks.filter((peak, i) => i < 8 || peak.seconds - first.seconds < beginSeconds).length;
  return {
    peaks,
    seenShare: Math.min(1, peaks.length / Math.max(1, Math.round(duration / frameSeconds) + 1)),
    pathPixels: last.y - first.y,
    speeds: {
      first: speedAround(peaks, 0),
      middle: speedAround(peaks, Math.floor(peaks.length / 2)),
      last: speedAround(peaks, peaks.length - 1),
    },
    acceleration: start.acceleration,
    accelerationError: accelerationErrorOf(Math.max(0.4 * unit, start.rms), early.length, earlyDuration),
    residualPixels,
    fall: fitDraggedFall(times, ys),
    releasedAt: fitDraggedFall(times.slice(0, beginning), ys.slice(0, beginning)).releasedAt,
    steadyRms: steadyRmsOf(times, ys),
    aside: fitParabola(
      times,
      peaks.map((peak) => peak.x),
    ),
  };
}

/** The fitted curve as points `[seconds, x, y]`, one for each of the path's peaks and one where it began. */
export function fittedCurve({ peaks, fall, aside }: FallPath, beganAt: number): [number, number, number][] {
  const first = peaks[0]!.seconds;
  const times = [...(beganAt < first ? [beganAt] : []), ...peaks.map((peak) => peak.seconds)];
  return times.map((seconds) => [seconds, parabolaAt(aside, seconds - first), fall.at(seconds)]);
}

/** From the last moment at its highest place to the last moment before it stops. */
function descent(peaks: readonly Peak[], unit: number): Peak[] {
  const top = peaks.reduce((a, b) => (b.y < a.y ? b : a)).y;
  const restedUntil = peaks.findLastIndex((peak) => peak.y < top + 2.5 * unit);
  const begun = peaks[restedUntil]!.seconds - 0.12;
  const falling = peaks.filter((peak, i) => i >= restedUntil || peak.seconds >= begun);
  const bottom = falling.reduce((a, b) => (b.y > a.y ? b : a)).y;
  const stoppedAt = falling.findIndex((peak) => peak.y > bottom - 1.5 * unit);
  return falling.slice(0, stoppedAt + 1);
}

function speedAround(peaks: readonly Peak[], index: number): number {
  const from = Math.max(0, Math.min(peaks.length - 5, index - 2));
  const part = peaks.slice(from, from + 5);
  const middle = part.reduce((sum, peak) => sum + peak.seconds, 0) / part.length;
  const meanY = part.reduce((sum, peak) => sum + peak.y, 0) / part.length;
  let [above, below] = [0, 0];
  for (const { seconds, y } of part) {
    above += (seconds - middle) * (y - meanY);
    below += (seconds - middle) ** 2;
  }
  return below > 0 ? above / below : 0;
}

function steadyRmsOf(times: readonly number[], ys: readonly number[]): number {
  const n = times.length;
  const meanT = times.reduce((a, b) => a + b, 0) / n;
  const meanY = ys.reduce((a, b) => a + b, 0) / n;
  let [tt, ty, yy] = [0, 0, 0];
  for (const [i, time] of times.entries()) {
    tt += (time - meanT) ** 2;
    ty += (time - meanT) * (ys[i]! - meanY);
    yy += (ys[i]! - meanY) ** 2;
  }
  return Math.sqrt(Math.max(0, yy - (ty * ty) / tt) / n);
}

/** Of a parabola through evenly spread samples: σ·√720/(T²·√n), the textbook value for a quadratic's second derivative. */
const accelerationErrorOf = (noise: number, samples: number, seconds: number): number =>
  (noise * Math.sqrt(720)) / (seconds * seconds * Math.sqrt(Math.max(1, samples)));

/**
 * Drag and perspective bend the whole, so each stretch is measured against a parabola of its own; three points of
 * each stretch are used up by its parabola.
 */
function localResidual(peaks: readonly Peak[]): number {
  let squares = 0;
  let count = 0;
  for (let from = 0; from < peaks.length; from += windowPeaks) {
    const stretch = peaks.slice(Math.max(0, Math.min(from, peaks.length - windowPeaks)), from + windowPeaks);
    const times = stretch.map((peak) => peak.seconds);
    const down = fitParabola(
      times,
      stretch.map((peak) => peak.y),
    );
    const aside = fitParabola(
      times,
      stretch.map((peak) => peak.x),
    );
    for (const peak of stretch) {
      const t = peak.seconds - times[0]!;
      squares += (peak.y - parabolaAt(down, t)) ** 2 + (peak.x - parabolaAt(aside, t)) ** 2;
      count += (stretch.length - 3) / stretch.length;
    }
  }
  return Math.sqrt(squares / Math.max(1, count));
}
