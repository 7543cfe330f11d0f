import type { LngLat } from '#contract/geo.ts';

/**
 * A plane that touches the WGS-84 ellipsoid at `origin`: metres east and north ↔ degrees.
 * Radii of curvature after Snyder, "Map Projections: A Working Manual" (USGS PP 1395), eq. 4-18 to 4-20;
 * within 10 km of the origin the error stays below 2 m.
 */
export function localPlane(origin: LngLat) {
  const semiMajorMetres = 6_378_137;
  const eccentricitySquared = 0.006_694_379_990_14;
  const latitude = (origin[1] * Math.PI) / 180;
  const w = 1 - eccentricitySquared * Math.sin(latitude) ** 2;
  const metresPerDegreeNorth = ((semiMajorMetres * (1 - eccentricitySquared)) / w ** 1.5) * (Math.PI / 180);
  const metresPerDegreeEast = (semiMajorMetres / Math.sqrt(w)) * Math.cos(latitude) * (Math.PI / 180);
  return {
    toLngLat: (eastMetres: number, northMetres: number): LngLat => [
      origin[0] + eastMetres / metresPerDegreeEast,
      origin[1] + northMetres / metresPerDegreeNorth,
    ],
    toMetres: ([lng, lat]: LngLat): [east: number, north: number] => [
      (lng - origin[0]) * metresPerDegreeEast,
      (lat - origin[1]) * metresPerDegreeNorth,
    ],
  };
}
