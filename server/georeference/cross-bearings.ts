import type { LngLat, Uncertainty } from '#contract/geo.ts';
import { localPlane } from './local-plane.ts';

/** What one camera says of where a thing stands: sure of the direction, less so of the distance. */
export interface BearingSight {
  /** Where the camera stands. */
  from: LngLat;
  /** Where it puts the thing, by its own geometry and the terrain. */
  at: LngLat;
  uncertainty: Uncertainty;
}

export interface Crossing {
  location: LngLat;
  uncertainty: Uncertainty;
  /** How badly the sights disagree: sum of squared residuals over their errors, per residual to spare. */
  misfit: number;
}

const steps = 25;
/** A bearing is never better than this, however close the thing was put. */
const bestBearingDegrees = 0.2;

/**
 * Crosses the bearings of several cameras to one point: weighted least squares (Gauss–Newton) over each camera's
 * bearing error and its distance by the terrain, which counts as little as it is worth. Undefined with fewer than two.
 */
export const crossBearings = (sights: readonly BearingSight[]): Crossing | undefined => {
  const [first] = sights;
  if (!first || sights.length < 2) return undefined;
  const plane = localPlane(first.from);
  const rays = sights.map((sight) => rayOf(sight, plane.toMetres));
  let [east, north] = meanOf(
    rays.map(({ east, north, reach, bearing }) => [
      east + reach * Math.sin(bearing),
      north + reach * Math.cos(bearing),
    ]),
  );
  let sums = normalSums(rays, east, north);
  for (let step = 0; step < steps; step++) {
    const determinant = sums.ee * sums.nn - sums.en * sums.en;
    if (!(determinant > 0)) return undefined;
    const moveEast = (sums.nn * sums.e - sums.en * sums.n) / determinant;
    const moveNorth = (sums.ee * sums.n - sums.en * sums.e) / determinant;
    east += moveEast;
    north += moveNorth;
    sums = normalSums(rays, east, north);
    if (Math.hypot(moveEast, moveNorth) < 0.01) break;
  }
  const determinant = sums.ee * sums.nn - sums.en * sums.en;
  const covariance = { ee: sums.nn / determinant, nn: sums.ee / determinant, en: -sums.en / determinant };
  return {
    location: plane.toLngLat(east, north),
    uncertainty: axesOf(covariance),
    misfit: sums.residual / (2 * rays.length - 2),
  };
};

interface RayOfSight {
  east: number;
  north: number;
  bearing: number;
  reach: number;
  /** Errors, one standard deviation: radians, and metres along the ray. */
  bearingError: number;
  reachError: number;
}

function rayOf(
  { from, at, uncertainty }: BearingSight,
  toMetres: (place: LngLat) => [number, number],
): RayOfSight {
  const [east, north] = toMetres(from);
  const [atEast, atNorth] = toMetres(at);
  const reach = Math.max(1, Math.hypot(atEast - east, atNorth - north));
  const bearing = Math.atan2(atEast - east, atNorth - north);
  const turned = (uncertainty.bearingDegrees * Math.PI) / 180 - bearing;
  const along = Math.hypot(
    uncertainty.majorMetres * Math.cos(turned),
    uncertainty.minorMetres * Math.sin(turned),
  );
  const across = Math.hypot(
    uncertainty.majorMetres * Math.sin(turned),
    uncertainty.minorMetres * Math.cos(turned),
  );
  return {
    east,
    north,
    bearing,
    reach,
    bearingError: Math.max(across / reach, (bestBearingDegrees * Math.PI) / 180),
    reachError: Math.max(1, along),
  };
}

/** Normal equations at a point: how far each ray passes it, and how far along each it lies. */
function normalSums(rays: readonly RayOfSight[], east: number, north: number) {
  const sums = { ee: 0, nn: 0, en: 0, e: 0, n: 0, residual: 0 };
  const add = (residual: number, gradientEast: number, gradientNorth: number, error: number): void => {
    const weight = 1 / (error * error);
    sums.ee += weight * gradientEast * gradientEast;
    sums.nn += weight * gradientNorth * gradientNorth;
    sums.en += weight * gradientEast * gradientNorth;
    sums.e += weight * residual * gradientEast;
    sums.n += weight * residual * gradientNorth;
    sums.residual += weight * residual * residual;
  };
  for (const ray of rays) {
    const [sin, cos] = [Math.sin(ray.bearing), Math.cos(ray.bearing)];
    const along = (east - ray.east) * sin + (north - ray.north) * cos;
    const across = (east - ray.east) * cos - (north - ray.north) * sin;
    const distance = Math.max(20, along);
    add(-across, cos, -sin, ray.bearingError * distance);
    add(ray.reach - along, sin, cos, ray.reachError);
  }
  return sums;
}

/** Axes of a covariance, metres. */
function axesOf({ ee, nn, en }: { ee: number; nn: number; en: number }): Uncertainty {
  const mean = (ee + nn) / 2;
  const spread = Math.hypot((ee - nn) / 2, en);
  const bearing = (Math.atan2(2 * en, nn - ee) / 2) * (180 / Math.PI);
  return {
    majorMetres: tenths(Math.sqrt(mean + spread)),
    minorMetres: tenths(Math.sqrt(Math.max(0, mean - spread))),
    bearingDegrees: tenths((bearing + 180) % 180),
  };
}

const meanOf = (places: readonly (readonly [number, number])[]): [number, number] => [
  places.reduce((sum, [east]) => sum + east, 0) / places.length,
  places.reduce((sum, [, north]) => sum + north, 0) / places.length,
];

const tenths = (value: number): number => Math.round(value * 10) / 10;
