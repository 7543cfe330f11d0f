/** The flat plane the district is drawn on: metres east and north of its south-west corner. */
export type Point = readonly [x: number, y: number];
export type Line = Point[];
/** A closed ring whose first point is not repeated, counter-clockwise where it bounds an area. */
export type Ring = Point[];

export const county = { widthMetres: 35_000, heightMetres: 30_000, marginMetres: 3_000 } as const;

const origin = { lng: 113.62, lat: 30.16 } as const;
const metresPerDegreeLat = 110_860;
const metresPerDegreeLng = 96_160;

const sevenDecimals = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/** WGS-84 [lng, lat] with the seven decimals every file of the district uses. */
export function toLngLat([x, y]: Point): [number, number] {
  return [
    sevenDecimals(origin.lng + x / metresPerDegreeLng),
    sevenDecimals(origin.lat + y / metresPerDegreeLat),
  ];
}

export function toPlane([lng, lat]: readonly [number, number]): Point {
  return [(lng - origin.lng) * metresPerDegreeLng, (lat - origin.lat) * metresPerDegreeLat];
}

export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
export const lerp = (a: Point, b: Point, t: number): Point => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
];
export const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));
export function smoothstep(low: number, high: number, value: number): number {
  const t = clamp((value - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
}

/** The point `metres` away in compass direction `bearingDegrees` (clockwise from north). */
export function travel([x, y]: Point, bearingDegrees: number, metres: number): Point {
  const angle = (bearingDegrees * Math.PI) / 180;
  return [x + Math.sin(angle) * metres, y + Math.cos(angle) * metres];
}

export function bearingBetween(from: Point, to: Point): number {
  return ((Math.atan2(to[0] - from[0], to[1] - from[1]) * 180) / Math.PI + 360) % 360;
}
