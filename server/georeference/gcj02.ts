import type { LngLat } from '#contract/geo.ts';

/**
 * GCJ-02, the shifted coordinates of phones and maps in China, back to WGS-84. The shift is a published reverse-engineered
 * series over the Krasovsky 1940 ellipsoid; its inverse has no closed form and is found by iteration, to about a millimetre.
 * Outside of mainland China there is no shift.
 */

const semiMajorMetres = 6_378_245;
const eccentricitySquared = 0.006_693_421_622_965_943;
const rad = Math.PI / 180;
const iterations = 8;

const isShifted = ([lng, lat]: LngLat): boolean =>
  lng > 72.004 && lng < 137.8347 && lat > 0.8293 && lat < 55.8271;

/** The two sines that both series share. */
const ripple = (x: number): number =>
  (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3);

function northwards(x: number, y: number): number {
  return (
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    ripple(x) +
    (20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * (2 / 3) +
    (160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * (2 / 3)
  );
}

function eastwards(x: number, y: number): number {
  return (
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    ripple(x) +
    (20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * (2 / 3) +
    (150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * (2 / 3)
  );
}

/** What a Chinese map shows for a WGS-84 position. */
export function wgs84ToGcj02([lng, lat]: LngLat): LngLat {
  if (!isShifted([lng, lat])) return [lng, lat];
  const sine = Math.sin(lat * rad);
  const magic = 1 - eccentricitySquared * sine * sine;
  const root = Math.sqrt(magic);
  const north = northwards(lng - 105, lat - 35);
  const east = eastwards(lng - 105, lat - 35);
  const metresPerDegreeNorth = ((semiMajorMetres * (1 - eccentricitySquared)) / (magic * root)) * rad;
  const metresPerDegreeEast = (semiMajorMetres / root) * Math.cos(lat * rad) * rad;
  return [lng + east / metresPerDegreeEast, lat + north / metresPerDegreeNorth];
}

/** The WGS-84 position of what a Chinese phone or map tells. */
export function gcj02ToWgs84(shown: LngLat): LngLat {
  let [lng, lat] = shown;
  for (let i = 0; i < iterations; i++) {
    const [shownLng, shownLat] = wgs84ToGcj02([lng, lat]);
    lng += shown[0] - shownLng;
    lat += shown[1] - shownLat;
  }
  return [lng, lat];
}
