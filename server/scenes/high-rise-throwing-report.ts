/** How a fall is told: box, landing point, reasons and figures. */
import type { Box, Point, Reason, SceneChange } from '#contract/detection.ts';
import type { Peak } from './high-rise-throwing-tracks.ts';
import { type Fall, type FallScene, lookOf } from './high-rise-throwing-verdict.ts';

/** The foot of the façade below the last point; where the façade is unknown, the last point itself. */
export function landingPoint(last: Peak, { plane }: FallScene): Point {
  return plane ? plane.inPicture(plane.onFacade(last.x, last.y).across, 0) : [last.x, last.y];
}

/** Around the whole path, with a margin in pixels. */
export function boxAround(peaks: readonly Peak[], margin: number): Box {
  const xs = peaks.map((peak) => peak.x);
  const ys = peaks.map((peak) => peak.y);
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  return [
    round(left),
    round(top),
    round(Math.max(...xs) + margin - left),
    round(Math.max(...ys) + margin - top),
  ];
}

/** Why it was taken for a throw; floor and column where the façade is marked. */
export function reasonsOf(fall: Fall, floorMetres: number | undefined): Reason[] {
  const { peaks } = fall;
  const seconds = peaks.at(-1)!.seconds - peaks[0]!.seconds;
  const path: Reason = {
    code: 'fall-path',
    values: { points: peaks.length, seconds: round(seconds), residualPixels: round(fall.residualPixels) },
  };
  if (!fall.metric || !floorMetres) return [path];
  const {
    accelerationMetresPerSecond2,
    speedMetresPerSecond,
    fallenMetres,
    floor,
    releaseHeightErrorMetres,
    column,
  } = fall.metric;
  const floorError = round(releaseHeightErrorMetres / floorMetres);
  return [
    path,
    {
      code: 'fall-physics',
      values: {
        accelerationMetresPerSecond2: round(accelerationMetresPerSecond2),
        speedMetresPerSecond: round(speedMetresPerSecond),
        fallenMetres: round(fallenMetres),
      },
    },
    column === undefined
      ? { code: 'origin-floor', values: { floor, floorError } }
      : { code: 'origin-floor-column', values: { floor, floorError, column } },
  ];
}

/** The figures of a fall. */
export function factsOf(fall: Fall, floorMetres: number | undefined): SceneChange['facts'] {
  const { peaks } = fall;
  const facts: SceneChange['facts'] = {
    durationSeconds: round(peaks.at(-1)!.seconds - fall.releasedAtSeconds),
    points: peaks.length,
    look: round(lookOf(peaks)),
  };
  if (!fall.metric || !floorMetres) return facts;
  return {
    ...facts,
    floor: fall.metric.floor,
    ...(fall.metric.column === undefined ? {} : { column: fall.metric.column }),
    floorError: round(fall.metric.releaseHeightErrorMetres / floorMetres),
    releaseHeightMetres: round(fall.metric.releaseHeightMetres),
    speedMetresPerSecond: round(fall.metric.speedMetresPerSecond),
    terminalSpeedMetresPerSecond: round(fall.metric.terminalSpeedMetresPerSecond),
  };
}

/** To hundredths. */
export const round = (value: number): number => Math.round(value * 100) / 100;
