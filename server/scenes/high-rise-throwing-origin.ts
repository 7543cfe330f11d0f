/** Where on a marked façade a fall began: floor with its error, window column, and the figures in metres. */
import { type FallView, fitFallOrigin } from './fall-physics.ts';
import type { FacadePlane } from './high-rise-throwing-facade.ts';
import type { FallPath } from './high-rise-throwing-path.ts';
import type { Peak } from './high-rise-throwing-tracks.ts';

/** A fall in metres. */
export interface MetricFall {
  accelerationMetresPerSecond2: number;
  speedMetresPerSecond: number;
  fallenMetres: number;
  releaseHeightMetres: number;
  releaseHeightErrorMetres: number;
  terminalSpeedMetresPerSecond: number;
  floor: number;
  /** Window column, where the façade's columns are marked. */
  column?: number;
}

/** A thing is let go a little above the floor that it comes from. */
const sillMetres = 0.2;

/** Fits the fall in the façade's plane and reads off where it began. */
export function originOf(
  { peaks, acceleration, speeds }: FallPath,
  plane: FacadePlane,
  view: FallView,
  entersFromAbove: boolean,
): { releasedAtSeconds: number; metric: MetricFall } {
  const [first, last] = [peaks[0]!, peaks.at(-1)!];
  const up = (peak: Peak) => plane.onFacade(peak.x, peak.y).upMetres;
  const origin = fitFallOrigin(
    peaks.map((peak) => peak.seconds),
    peaks.map(up),
    { ...view, entersFromAbove },
    Math.max(0.08, 1.5 * plane.metresPerPixel(first.x, first.y)),
  );
  const releaseHeightMetres = Math.min(origin.heightMetres, plane.heightMetres);
  const column = plane.columnOf(plane.onFacade(first.x, first.y).across);
  return {
    releasedAtSeconds: Math.min(origin.releasedAt, first.seconds),
    metric: {
      accelerationMetresPerSecond2: acceleration * plane.metresPerPixel(first.x, first.y),
      speedMetresPerSecond: speeds.last * plane.metresPerPixel(last.x, last.y),
      fallenMetres: up(first) - up(last),
      releaseHeightMetres,
      releaseHeightErrorMetres: origin.heightErrorMetres,
      terminalSpeedMetresPerSecond: origin.terminalSpeed,
      floor: plane.floorOf(releaseHeightMetres - sillMetres),
      ...(column === undefined ? {} : { column }),
    },
  };
}
