/** Whether a path is that of a thing that falls, and not of a bird, a leaf, a raindrop or a shaking picture. */
import { type FallView, fitFallOrigin, fitParabola, parabolaAt } from './fall-physics.ts';
import type { FacadePlane } from './high-rise-throwing-facade.ts';
import type { Peak, Track } from './high-rise-throwing-tracks.ts';

/** The scale that the judgement works in: metres where the façade is known, picture heights where it is not. */
export interface FallScene {
  pictureHeight: number;
  plane?: FacadePlane;
  view?: FallView;
}

/** A path that was taken for a fall; metric figures are there when the façade is known. */
export interface Fall {
  valid: true;
  releasedAtSeconds: number;
  pathPixels: number;
  residualPixels: number;
  /** 0..1, how well the path is that of a fall. */
  quality: number;
  metric?: {
    accelerationMetresPerSecond2: number;
    speedMetresPerSecond: number;
    fallenMetres: number;
    releaseHeightMetres: number;
    releaseHeightErrorMetres: number;
    terminalSpeedMetresPerSecond: number;
    floor: number;
  };
}

export type RefusalReason =
  | 'too-few-points'
  | 'too-sparse'
  | 'too-brief'
  | 'too-short-a-path'
  | 'sideways'
  | 'goes-up'
  | 'erratic'
  | 'too-slow'
  | 'not-accelerating'
  | 'one-of-many';

export type FallVerdict = Fall | { valid: false; reason: RefusalReason };

const fewestPoints = 6;
const briefestSeconds = 0.32;
/** A real thing shows in most frames; chance puts few points on a curve. */
const shortPathSeenShare = 0.6;
const longPathSeenShare = 0.4;
const window = 10;
/** Drag hides gravity later on: the gain of speed is measured in the first part of the path. */
const earlySeconds = 0.9;
/** A path that begins in this upper share of the picture may have begun above it. */
const entryShare = 0.06;
const longestUnseenSeconds = 1.2;

/** What a plausible fall does, first in picture heights, then in metres. */
const limits = {
  path: { heights: 0.085, metres: 3.5 },
  slowest: { heights: 0.1, metres: 2.6 },
  /** What is let go within the picture is noticed before it is faster than this. */
  noticedSpeed: { heights: 0.7, metres: 20 },
  acceleration: { heights: [0.06, 2.2], metres: [1.2, 15] },
  steadySpeed: { heights: [0.2, 1.3], metres: [5, 42] },
  /** What appears amid the picture at once at full speed is a raindrop, unless its full speed is that of a light thing. */
  driftingSpeed: { heights: [0, 0.45], metres: [0, 13] },
} as const;

/** Judges a finished path; `similarPaths` counts other things that went down at the same time. */
export function judgeFall(track: Track, scene: FallScene, similarPaths: number): FallVerdict {
  const { peaks, spanFrames } = track;
  const refuse = (reason: RefusalReason): FallVerdict => ({ valid: false, reason });
  if (peaks.length < fewestPoints) return refuse('too-few-points');
  const [first, last] = [peaks[0]!, peaks.at(-1)!];
  const seenShare = peaks.length / spanFrames;
  if (seenShare < (peaks.length < 12 ? shortPathSeenShare : longPathSeenShare)) return refuse('too-sparse');
  const duration = last.seconds - first.seconds;
  if (duration < briefestSeconds) return refuse('too-brief');
  const unit = scene.pictureHeight / 720;
  const pathPixels = last.y - first.y;
  if (pathPixels < limits.path.heights * scene.pictureHeight) return refuse('too-short-a-path');
  const xs = peaks.map((peak) => peak.x);
  if (Math.max(...xs) - Math.min(...xs) > 0.8 * pathPixels) return refuse('sideways');
  const rises = peaks.filter((peak, i) => i > 0 && peak.y < peaks[i - 1]!.y - 2.5 * unit).length;
  if (rises > 0.1 * peaks.length) return refuse('goes-up');

  const residualPixels = localResidual(peaks);
  const tolerance = Math.max(2.6 * unit, 0.022 * pathPixels);
  if (residualPixels > tolerance) return refuse('erratic');
  if (similarPaths >= 3) return refuse('one-of-many');

  const motion = motionOf(peaks, scene);
  if (motion.fallen < motion.limit('path')) return refuse('too-short-a-path');
  if (motion.speed < motion.limit('slowest')) return refuse('too-slow');
  const [least, most] = motion.range('acceleration');
  const [slow, fast] = motion.range('steadySpeed');
  const entersFromAbove = first.y < entryShare * scene.pictureHeight;
  const accelerates =
    motion.acceleration >= least &&
    motion.acceleration <= most &&
    motion.endSpeed >= 1.2 * motion.startSpeed &&
    (entersFromAbove || motion.startSpeed <= motion.limit('noticedSpeed'));
  const steady =
    motion.speed >= slow &&
    motion.speed <= (entersFromAbove ? fast : motion.range('driftingSpeed')[1]) &&
    motion.acceleration > -least &&
    motion.acceleration <= most &&
    Math.abs(last.x - first.x) < 0.35 * pathPixels;
  if (!accelerates && !steady) return refuse('not-accelerating');

  const fall: Fall = {
    valid: true,
    releasedAtSeconds: accelerates ? first.seconds - secondsFromRest(motion) : first.seconds,
    pathPixels,
    residualPixels,
    quality: Math.max(0, 1 - 0.5 * (residualPixels / tolerance)) * Math.min(1, 0.5 + peaks.length / 24),
  };
  return scene.plane && scene.view
    ? withOrigin(fall, peaks, { ...scene, plane: scene.plane, view: scene.view }, motion)
    : fall;
}

/** How long ago a thing with this speed and acceleration was at rest; not more than what may pass unseen. */
const secondsFromRest = ({ startSpeed, acceleration }: ReturnType<typeof motionOf>): number =>
  Math.min(longestUnseenSeconds, Math.max(0, startSpeed / acceleration));

/** Downward motion in metres (or picture heights): way and mean speed, and how the first stretch of it gains speed. */
function motionOf(peaks: readonly Peak[], { plane, pictureHeight }: FallScene) {
  const fallen = (peak: Peak) => (plane ? -plane.onFacade(peak.x, peak.y).upMetres : peak.y / pictureHeight);
  const begun = peaks[0]!.seconds;
  const duration = peaks.at(-1)!.seconds - begun;
  const early = peaks.filter((peak, i) => i < 6 || peak.seconds - begun < earlySeconds);
  const curve = fitParabola(
    early.map((peak) => peak.seconds),
    early.map(fallen),
  );
  const earlyEnd = early.at(-1)!.seconds - begun;
  const way = fallen(peaks.at(-1)!) - fallen(peaks[0]!);
  const scale = plane ? 'metres' : 'heights';
  return {
    fallen: way,
    speed: way / duration,
    startSpeed: curve.rate,
    endSpeed: curve.rate + curve.acceleration * earlyEnd,
    acceleration: curve.acceleration,
    limit: (name: 'path' | 'slowest' | 'noticedSpeed') => limits[name][scale],
    range: (name: 'acceleration' | 'steadySpeed' | 'driftingSpeed') => limits[name][scale],
  };
}

/** Root mean square distance from parabolas through each stretch of the path, in pixels (drag and perspective bend the whole). */
function localResidual(peaks: readonly Peak[]): number {
  let squares = 0;
  let count = 0;
  for (let from = 0; from < peaks.length; from += window) {
    const stretch = peaks.slice(Math.max(0, Math.min(from, peaks.length - window)), from + window);
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
      count++;
    }
  }
  return Math.sqrt(squares / Math.max(1, count));
}

function withOrigin(
  fall: Fall,
  peaks: readonly Peak[],
  { plane, view, pictureHeight }: Required<FallScene>,
  motion: ReturnType<typeof motionOf>,
): Fall {
  const first = peaks[0]!;
  const noiseMetres = Math.max(0.08, 1.5 * plane.metresPerPixel(first.x, first.y));
  const origin = fitFallOrigin(
    peaks.map((peak) => peak.seconds),
    peaks.map((peak) => plane.onFacade(peak.x, peak.y).upMetres),
    { ...view, entersFromAbove: first.y < entryShare * pictureHeight },
    noiseMetres,
  );
  const releaseHeightMetres = Math.min(origin.heightMetres, plane.heightMetres);
  return {
    ...fall,
    releasedAtSeconds: Math.min(origin.releasedAt, first.seconds),
    metric: {
      accelerationMetresPerSecond2: motion.acceleration,
      speedMetresPerSecond: motion.endSpeed,
      fallenMetres: motion.fallen,
      releaseHeightMetres,
      releaseHeightErrorMetres: origin.heightErrorMetres,
      terminalSpeedMetresPerSecond: origin.terminalSpeed,
      floor: plane.floorOf(releaseHeightMetres - 0.2),
    },
  };
}
