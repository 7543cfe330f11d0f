import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ellipseOf } from './error-ellipse.ts';
import { localPlane } from './local-plane.ts';
import { type LocatedCamera, locatePixel } from './locate.ts';
import { groundOf } from './terrain.ts';

const picture = { width: 1280, height: 720 };
const flat = () => 20;
const tower: LocatedCamera = {
  location: [113.4, 30.2],
  groundElevationMetres: 20,
  heightMetres: 40,
  bearingDegrees: 90,
  tiltDegrees: -5,
  horizontalFovDegrees: 50,
};
const offsetOf = (camera: LocatedCamera, place: [number, number]) =>
  localPlane(camera.location).toMetres(place);

describe('locatePixel', () => {
  it('puts the picture’s centre at height / tan(tilt) along the bearing', () => {
    const { location, by } = locatePixel(tower, picture, [640, 360], flat);
    const [east, north] = offsetOf(tower, location);
    expect(by).toBe('ground');
    expect(east).toBeCloseTo(40 / Math.tan((5 * Math.PI) / 180), 0);
    expect(north).toBeCloseTo(0, 0);
  });

  it('puts a pixel to the right further to the right of the bearing', () => {
    const [, north] = offsetOf(tower, locatePixel(tower, picture, [900, 360], flat).location);
    expect(north).toBeLessThan(-50);
  });

  it('finds every ground point again that a camera can see', () => {
    const bearing = fc.double({ min: 0, max: 360, noNaN: true });
    const tilt = fc.double({ min: -60, max: -4, noNaN: true });
    const pixel = fc.tuple(fc.integer({ min: 0, max: 1280 }), fc.integer({ min: 360, max: 720 }));
    fc.assert(
      fc.property(bearing, tilt, pixel, (bearingDegrees, tiltDegrees, at) => {
        const camera = { ...tower, bearingDegrees, tiltDegrees };
        const located = locatePixel(camera, picture, at, flat);
        const [east, north] = offsetOf(camera, located.location);
        const back = project(camera, east, north);
        expect(Math.hypot(back[0] - at[0], back[1] - at[1])).toBeLessThan(0.5);
      }),
    );
  });

  it('stops at a hill that stands in the way', () => {
    const hill = ([lng]: [number, number]) => (lng > 113.402 ? 60 : 20);
    const [east] = offsetOf(tower, locatePixel(tower, picture, [640, 360], hill).location);
    expect(east).toBeLessThan(215);
  });

  it('is less sure of what is further away, and less along the view than across it', () => {
    const near = locatePixel(tower, picture, [640, 500], flat).uncertainty;
    const far = locatePixel(tower, picture, [640, 330], flat).uncertainty;
    expect(far.majorMetres).toBeGreaterThan(near.majorMetres * 2);
    expect(far.majorMetres).toBeGreaterThan(far.minorMetres);
    expect(far.bearingDegrees).toBeCloseTo(90, 0);
  });

  it('says that it doesn’t know how far a plume above the horizon is', () => {
    const located = locatePixel(tower, picture, [640, 100], flat);
    expect(located.by).toBe('horizon');
    expect(located.uncertainty.majorMetres).toBeGreaterThan(1000);
  });

  it('puts a throw at the façade’s foot, whatever the floor', () => {
    const upward = { ...tower, heightMetres: 3, tiltDegrees: 25 };
    for (const y of [100, 400, 700]) {
      const [east, north] = offsetOf(upward, locatePixel(upward, picture, [640, y], flat, 40).location);
      expect(east).toBeCloseTo(40, 0);
      expect(north).toBeCloseTo(0, 0);
    }
  });
});

it('reads heights between the cells of the terrain', () => {
  const ground = groundOf({
    west: 113,
    north: 31,
    stepLng: 1,
    stepLat: 1,
    columns: 2,
    rows: 2,
    decimetres: Int16Array.of(0, 100, 200, 300),
  });
  expect(ground([113.5, 30.5])).toBeCloseTo(15, 5);
  expect(ground([100, 40])).toBeCloseTo(0, 4);
});

it('turns independent shifts into an ellipse along the greater one', () => {
  expect(
    ellipseOf([
      [3, 0],
      [0, 1],
    ]),
  ).toEqual({ majorMetres: 3, minorMetres: 1, bearingDegrees: 90 });
  expect(ellipseOf([[2, 2]])).toMatchObject({ minorMetres: 0, bearingDegrees: 45 });
});

/** The pinhole's forward direction, to check the inverse: metres from the camera's foot → pixel. */
function project(camera: LocatedCamera, east: number, north: number): [number, number] {
  const bearing = (camera.bearingDegrees * Math.PI) / 180;
  const tilt = (camera.tiltDegrees * Math.PI) / 180;
  const ahead = east * Math.sin(bearing) + north * Math.cos(bearing);
  const right = east * Math.cos(bearing) - north * Math.sin(bearing);
  const depth = ahead * Math.cos(tilt) - camera.heightMetres * Math.sin(tilt);
  const down = ahead * Math.sin(tilt) + camera.heightMetres * Math.cos(tilt);
  const focal = picture.width / 2 / Math.tan((camera.horizontalFovDegrees * Math.PI) / 360);
  return [picture.width / 2 + (focal * right) / depth, picture.height / 2 + (focal * down) / depth];
}
