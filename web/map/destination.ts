import type { LngLat } from '#contract/geo.ts';

const metresPerDegree = 111_319.5;
const toRadians = Math.PI / 180;

/** The point that lies `metres` from `origin` in a direction (degrees clockwise from north); exact to a metre over a county. */
export function destination(origin: LngLat, bearingDegrees: number, metres: number): LngLat {
  const bearing = bearingDegrees * toRadians;
  return offset(origin, Math.sin(bearing) * metres, Math.cos(bearing) * metres);
}

/** The point `east` and `north` metres from `origin`. */
export function offset([lng, lat]: LngLat, eastMetres: number, northMetres: number): LngLat {
  return [
    lng + eastMetres / (metresPerDegree * Math.cos(lat * toRadians)),
    lat + northMetres / metresPerDegree,
  ];
}

/** Metres between two points of a county. */
export function distanceMetres(a: LngLat, b: LngLat): number {
  const east = (b[0] - a[0]) * metresPerDegree * Math.cos(((a[1] + b[1]) / 2) * toRadians);
  return Math.hypot(east, (b[1] - a[1]) * metresPerDegree);
}
