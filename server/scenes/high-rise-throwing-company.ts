/** What else goes on before a façade while something falls: rain, snow, leaves, a place that never rests. */
import { fitParabola } from './fall-physics.ts';
import type { Track } from './high-rise-throwing-tracks.ts';

/** Things that sank steadily in this time make another one that does so no throw. */
const sinkerMemorySeconds = 30;
const fewestPeaksOfSinker = 12;
const fewestPeaksOfStreak = 5;
/** Paths are compared with others that went down within this time. */
const streakMemorySeconds = 1;

export interface CompanyMemory {
  /** Takes the tracks that ended at a time. */
  remember(ended: readonly Track[], seconds: number): void;
  /** Takes a path that was refused as a fall. */
  rememberRefused(track: Track): void;
  /** Others alike that went down at the same time, the open tracks among them. */
  similarPaths(track: Track, open: readonly Track[]): number;
  /** Refused paths that sank steadily in the last half minute. */
  recentSinkers(track: Track): number;
}

/** Remembers what went down before a picture of this size. */
export function createCompanyMemory(width: number, height: number): CompanyMemory {
  let recent: Track[] = [];
  let sinkers: number[] = [];
  return {
    remember(ended, seconds) {
      recent = [...recent, ...ended].filter(
        (track) => seconds - track.peaks.at(-1)!.seconds < streakMemorySeconds,
      );
    },
    rememberRefused(track) {
      if (goesDown(track, height, fewestPeaksOfSinker)) sinkers.push(track.peaks.at(-1)!.seconds);
    },
    similarPaths: (track, open) =>
      [...open, ...recent].filter(
        (other) =>
          other.id !== track.id &&
          overlap(track, other) &&
          goesDown(other, height, fewestPeaksOfStreak) &&
          areApart(track, other, width) &&
          areAlike(track, other),
      ).length,
    recentSinkers(track) {
      const last = track.peaks.at(-1)!.seconds;
      sinkers = sinkers.filter((seconds) => last - seconds < sinkerMemorySeconds);
      return sinkers.length;
    },
  };
}

/** A smooth path of some length that went down: what a rain streak, a flake and a thrown thing have in common. */
function goesDown({ peaks, spanFrames }: Track, pictureHeight: number, fewestPeaks: number): boolean {
  const [first, last] = [peaks[0]!, peaks.at(-1)!];
  const [across, down] = [Math.abs(last.x - first.x), last.y - first.y];
  if (peaks.length < fewestPeaks || down < 0.07 * pictureHeight || down < 0.7 * across) return false;
  if (peaks.length < 0.7 * spanFrames) return false;
  const times = peaks.map((peak) => peak.seconds);
  const scatter =
    fitParabola(
      times,
      peaks.map((peak) => peak.y),
    ).rms +
    fitParabola(
      times,
      peaks.map((peak) => peak.x),
    ).rms;
  return scatter < 0.005 * pictureHeight + 0.02 * down;
}

const overlap = (a: Track, b: Track): boolean =>
  a.peaks[0]!.seconds <= b.peaks.at(-1)!.seconds && b.peaks[0]!.seconds <= a.peaks.at(-1)!.seconds;

/** Far enough aside not to be pieces of one thing that came apart. */
const areApart = (a: Track, b: Track, pictureWidth: number): boolean =>
  Math.abs(mean(a.peaks.map(({ x }) => x)) - mean(b.peaks.map(({ x }) => x))) > 0.08 * pictureWidth;

/** As fast and as large as one another, as drops of one rain are. */
const areAlike = (a: Track, b: Track): boolean =>
  isWithin(speedOf(a) / speedOf(b), 1.6) &&
  isWithin(mean(a.peaks.map(({ size }) => size)) / mean(b.peaks.map(({ size }) => size)), 2.5);

const isWithin = (ratio: number, factor: number): boolean => ratio < factor && ratio > 1 / factor;

function speedOf({ peaks }: Track): number {
  const [first, last] = [peaks[0]!, peaks.at(-1)!];
  return Math.max(1e-6, last.y - first.y) / Math.max(1e-3, last.seconds - first.seconds);
}

const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
