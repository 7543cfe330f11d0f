import type { Uncertainty } from '#contract/geo.ts';

/**
 * The one-sigma ellipse of independent shifts `[east, north]` in metres: the eigenvectors of their covariance,
 * which is the sum of their outer products.
 */
export function ellipseOf(shifts: readonly (readonly [number, number])[]): Uncertainty {
  let ee = 0;
  let nn = 0;
  let en = 0;
  for (const [east, north] of shifts) {
    ee += east * east;
    nn += north * north;
    en += east * north;
  }
  const mean = (ee + nn) / 2;
  const spread = Math.hypot((ee - nn) / 2, en);
  const bearing = (Math.atan2(2 * en, nn - ee) / 2) * (180 / Math.PI);
  return {
    majorMetres: tenths(Math.sqrt(mean + spread)),
    minorMetres: tenths(Math.sqrt(Math.max(0, mean - spread))),
    bearingDegrees: tenths((bearing + 180) % 180),
  };
}

const tenths = (value: number) => Math.round(value * 10) / 10;
