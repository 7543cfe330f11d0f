/** Whether a path is that of a thing that falls, and not of a bird, a leaf, a raindrop, a car or a shaking picture. */

import { type FallView, gravityMetresPerSecond2 } from './fall-physics.ts';
import type { FacadePlane } from './high-rise-throwing-facade.ts';
import { type MetricFall, originOf } from './high-rise-throwing-origin.ts';
import { type FallPath, fallPathOf, fittedCurve } from './high-rise-throwing-path.ts';
import type { Peak, Track } from './high-rise-throwing-tracks.ts';
import { median } from './median.ts';

/** What is known of the picture: its height always, the façade's plane where an operator has marked it. */
export interface FallScene {
  pictureHeight: number;
  plane?: FacadePlane;
  view?: FallView;
}

/** What else goes on at the time: it tells a throw from weather and from a place that never rests. */
export interface Company {
  /** Other things that went down at the same time. */
  similarPaths: number;
  /** Other things that sank steadily in the last half minute: leaves, flakes, drops. */
  recentSinkers: number;
  /** Share of the path that lies where the picture never rests. */
  restlessShare: number;
}

/** A path that was taken for a fall; metric figures are there when the façade is known. */
export interface Fall {
  valid: true;
  /** The fall's own part of the track. */
  peaks: readonly Peak[];
  /** Fitted curve: `[seconds, x, y]`. */
  curve: [number, number, number][];
  releasedAtSeconds: number;
  pathPixels: number;
  residualPixels: number;
  /** 0..1, how well the path is that of a fall. */
  quality: number;
  metric?: MetricFall;
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
  | 'slows-down'
  | 'not-accelerating'
  | 'impossible-size'
  | 'restless-place'
  | 'one-of-many';

export type FallVerdict = Fall | { valid: false; reason: RefusalReason };

const fewestPoints = 6;
const briefestSeconds = 0.22;
/** A real thing shows in most frames; chance puts few points on a curve. */
const shortPathSeenShare = 0.7;
const longPathSeenShare = 0.5;
/** In picture heights. */
const shortestPath = 0.08;
/** Slower than this on average nothing heavier than a leaf falls, whatever the camera sees. */
const slowestHeightsPerSecond = 0.09;
/** A thrown thing moves aside less than it falls, even if the picture is rolled by 15°. */
const mostAside = 0.62;
/** In picture heights a second squared: from a camera that sees 150 m to one that sees 4 m. */
const accelerations = [0.065, 2.6] as const;
/** A path that begins in this upper share of the picture may have begun above it. */
const entryShare = 0.05;
/** A fall that is first seen amid the picture began at most this long before. */
const longestUnseenSeconds = 0.75;
/** Speeds of what falls steadily (a garment, a sheet), in picture heights a second. */
const steadySpeeds = [0.12, 1.4] as const;
/** Gravity gives the scale, the scale the size: from a cigarette butt to a mattress, with room for perspective. */
const sizesMetres = [0.008, 2.5] as const;
/** The blobs' boxes are this much larger than the things in them, pixels at 720 rows. */
const boxMargin = 4;
const largestHeights = 0.12;
/** What air soon holds back, a garment or a sheet, ends at about this speed and is no larger than this. */
const lightThingMetresPerSecond = 4;
const largestLightThingMetres = 1.1;
/** From here on a path counts that begins amid the picture and does not gain speed. */
const surelyThrownLook = 0.75;

/** How much a path's things look thrown to the network, on average. */
export const lookOf = (peaks: readonly Peak[]): number =>
  peaks.reduce((sum, { score }) => sum + score, 0) / Math.max(1, peaks.length);

/** Judges a finished track. */
export function judgeFall(track: Track, scene: FallScene, company: Company): FallVerdict {
  const refuse = (reason: RefusalReason): FallVerdict => ({ valid: false, reason });
  if (track.peaks.length < fewestPoints) return refuse('too-few-points');
  const path = fallPathOf(track, scene.pictureHeight);
  if (!path || path.peaks.length < fewestPoints) return refuse('too-few-points');
  const refusal =
    refusalOfShape(path, scene.pictureHeight) ??
    refusalOfMotion(path, scene.pictureHeight, company) ??
    refusalOfSize(path, scene.pictureHeight) ??
    refusalOfCompany(path, scene.pictureHeight, company);
  if (refusal) return refuse(refusal);

  const { peaks, pathPixels, residualPixels } = path;
  const first = peaks[0]!;
  const entersFromAbove = first.y < entryShare * scene.pictureHeight;
  const releasedAtSeconds = entersFromAbove ? first.seconds : Math.min(first.seconds, path.releasedAt);
  const fall: Fall = {
    valid: true,
    peaks,
    curve: fittedCurve(path, releasedAtSeconds),
    releasedAtSeconds,
    pathPixels,
    residualPixels,
    quality:
      Math.max(0, 1 - 0.5 * (residualPixels / toleranceOf(path, scene.pictureHeight))) *
      Math.min(1, 0.5 + peaks.length / 24),
  };
  return scene.plane && scene.view
    ? { ...fall, ...originOf(path, scene.plane, scene.view, entersFromAbove) }
    : fall;
}

const toleranceOf = ({ pathPixels, peaks }: FallPath, pictureHeight: number): number => {
  const unit = pictureHeight / 720;
  const size = median(peaks.map((peak) => peak.size));
  const ofSize = peaks.length < 12 ? 0.08 : 0.15;
  return Math.max(1, 1.7 * unit, 0.012 * pathPixels, ofSize * Math.min(size, 40 * unit));
};

/** What can be told from where the points lie. */
function refusalOfShape(path: FallPath, pictureHeight: number): RefusalReason | undefined {
  const { peaks, seenShare, pathPixels, residualPixels } = path;
  const unit = pictureHeight / 720;
  if (seenShare < (peaks.length < 12 ? shortPathSeenShare : longPathSeenShare)) return 'too-sparse';
  if (peaks.at(-1)!.seconds - peaks[0]!.seconds < briefestSeconds) return 'too-brief';
  if (pathPixels < shortestPath * pictureHeight) return 'too-short-a-path';
  const xs = peaks.map((peak) => peak.x);
  if (Math.max(...xs) - Math.min(...xs) > mostAside * pathPixels) return 'sideways';
  const rises = peaks.filter((peak, i) => {
    const slack = Math.max(2 * unit, 0.3 * Math.min(peak.size, 40 * unit));
    return i > 0 && peak.y < peaks[i - 1]!.y - slack;
  }).length;
  if (rises > 0.08 * peaks.length) return 'goes-up';
  if (residualPixels > toleranceOf(path, pictureHeight)) return 'erratic';
  return undefined;
}

/** What can be told from how the speed changes. */
function refusalOfMotion(path: FallPath, pictureHeight: number, company: Company): RefusalReason | undefined {
  const { peaks, speeds, pathPixels, acceleration, accelerationError } = path;
  const [first, last] = [peaks[0]!, peaks.at(-1)!];
  const meanSpeed = pathPixels / (last.seconds - first.seconds);
  if (meanSpeed < slowestHeightsPerSecond * pictureHeight) return 'too-slow';
  if (speeds.last < 0.7 * Math.max(speeds.first, speeds.middle)) return 'slows-down';
  const entersFromAbove = first.y < entryShare * pictureHeight;
  const gain = speeds.last - speeds.first;
  const accelerates =
    acceleration > Math.max(accelerations[0] * pictureHeight, 2.5 * accelerationError) &&
    acceleration < accelerations[1] * pictureHeight &&
    gain > 0.15 * speeds.last;
  const fromRest =
    speeds.first / Math.max(1e-6, acceleration) < longestUnseenSeconds && speeds.first < 0.75 * speeds.last;
  if (accelerates && (fromRest || entersFromAbove)) return undefined;
  if (followsDraggedFall(path, pictureHeight)) return undefined;

  const steady =
    meanSpeed > steadySpeeds[0] * pictureHeight &&
    meanSpeed < steadySpeeds[1] * pictureHeight &&
    acceleration > -accelerations[0] * pictureHeight;
  const isLongEnough = peaks.length >= 10 && pathPixels > 0.18 * pictureHeight;
  const isAlone = company.recentSinkers === 0 && company.similarPaths === 0;
  if (steady && isLongEnough && isAlone && (entersFromAbove || lookOf(peaks) >= surelyThrownLook))
    return undefined;
  return 'not-accelerating';
}

/** The whole path lies on a fall with drag that began within the picture, and no straight line would do as well. */
function followsDraggedFall(path: FallPath, pictureHeight: number): boolean {
  const { peaks, fall, speeds, steadyRms } = path;
  const accelerationHeights = fall.acceleration / pictureHeight;
  return (
    peaks.length >= 8 &&
    fall.rms < 1.3 * toleranceOf(path, pictureHeight) &&
    steadyRms > 1.6 * fall.rms + 0.5 * (pictureHeight / 720) &&
    speeds.first < 0.8 * speeds.last &&
    peaks[0]!.seconds - fall.releasedAt < 1.15 &&
    accelerationHeights > accelerations[0] &&
    accelerationHeights < accelerations[1]
  );
}

/** Gravity as a measuring rod: pixels a second squared over 9.8 are pixels a metre; for light things the last speed is. */
function refusalOfSize({ peaks, fall, speeds }: FallPath, pictureHeight: number): RefusalReason | undefined {
  const unit = pictureHeight / 720;
  const size = Math.max(1, median(peaks.map((peak) => peak.size)) - boxMargin * unit);
  if (size > largestHeights * pictureHeight) return 'impossible-size';
  const byGravity = size / Math.max(1e-6, fall.acceleration / gravityMetresPerSecond2);
  const bySpeed = size / Math.max(1e-6, speeds.last / lightThingMetresPerSecond);
  const isTooLarge = byGravity > sizesMetres[1] && bySpeed > largestLightThingMetres;
  return isTooLarge || byGravity < sizesMetres[0] ? 'impossible-size' : undefined;
}

function refusalOfCompany(
  path: FallPath,
  pictureHeight: number,
  company: Company,
): RefusalReason | undefined {
  if (company.similarPaths >= 3) return 'one-of-many';
  const isPlain = path.pathPixels > 0.2 * pictureHeight && path.peaks.length >= 12;
  return company.restlessShare > 0.5 && !isPlain ? 'restless-place' : undefined;
}
