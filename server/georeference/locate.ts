import type { CameraGeometry, Point } from '#contract/detection.ts';
import type { LngLat, Located } from '#contract/geo.ts';
import { rayThroughPixel } from './camera-ray.ts';
import { ellipseOf } from './error-ellipse.ts';
import { hitGround } from './ground-hit.ts';
import { localPlane } from './local-plane.ts';
import type { GroundElevation } from './terrain.ts';

export interface LocatedCamera extends CameraGeometry {
  location: LngLat;
  groundElevationMetres: number;
}

/**
 * How well a centre's survey knows a camera, one standard deviation each: compass and tilt as set up by hand,
 * height by tape, position by phone, and the detector's foot point in the picture.
 */
const surveyErrors = {
  bearingDegrees: 0.7,
  tiltDegrees: 0.3,
  heightMetres: 0.3,
  positionMetres: 2,
  pixelShare: 0.006,
};
const rangeMetres = 8000;

/**
 * Pixel → place. The pin stands where the thing is; the error ellipse is the survey errors carried through the same
 * calculation one by one (first-order propagation).
 * @param facadeMetres horizontal distance to the façade plane that faces the camera, where the scene looks at one
 */
export function locatePixel(
  camera: LocatedCamera,
  picture: { width: number; height: number },
  pixel: Point,
  ground: GroundElevation,
  facadeMetres?: number,
): Located {
  const plane = localPlane(camera.location);
  const groundAt = (east: number, north: number) => ground(plane.toLngLat(east, north));
  const offset = (change: Partial<CameraGeometry>, moved: Point = pixel): [number, number] | undefined => {
    const geometry = { ...camera, ...change };
    const ray = rayThroughPixel(geometry, picture, moved);
    if (facadeMetres !== undefined) return hitFacade(ray, geometry.bearingDegrees, facadeMetres);
    return hitGround(ray, camera.groundElevationMetres + geometry.heightMetres, groundAt, rangeMetres);
  };
  const found = offset({});
  if (!found) return onTheHorizon(camera, picture, pixel);

  const share = surveyErrors.pixelShare * picture.width;
  const moved = [
    offset({ bearingDegrees: camera.bearingDegrees + surveyErrors.bearingDegrees }),
    offset({ tiltDegrees: Math.max(-90, camera.tiltDegrees - surveyErrors.tiltDegrees) }),
    offset({ heightMetres: camera.heightMetres + surveyErrors.heightMetres }),
    offset({}, [pixel[0] + share, pixel[1]]),
    offset({}, [pixel[0], pixel[1] + share]),
  ].flatMap((at): [number, number][] => (at ? [[at[0] - found[0], at[1] - found[1]]] : []));
  const position = surveyErrors.positionMetres;
  return {
    location: rounded(plane.toLngLat(...found)),
    uncertainty: ellipseOf([...moved, [position, 0], [0, position]]),
    by: facadeMetres === undefined ? 'ground' : 'facade',
  };
}

/** Where the level part of a ray meets the plane that stands upright `distanceMetres` ahead of the camera. */
function hitFacade(
  ray: { east: number; north: number },
  bearingDegrees: number,
  distanceMetres: number,
): [number, number] | undefined {
  const bearing = (bearingDegrees * Math.PI) / 180;
  const ahead = ray.east * Math.sin(bearing) + ray.north * Math.cos(bearing);
  if (ahead <= 1e-6) return undefined;
  const reach = distanceMetres / ahead;
  return [ray.east * reach, ray.north * reach];
}

/** The foot is hidden or above the horizon: somewhere along the bearing, and honestly unsure how far. */
function onTheHorizon(
  camera: LocatedCamera,
  picture: { width: number; height: number },
  pixel: Point,
): Located {
  const ray = rayThroughPixel(camera, picture, pixel);
  const level = Math.hypot(ray.east, ray.north) || 1;
  const guessMetres = 3000;
  const plane = localPlane(camera.location);
  const bearingDegrees = ((Math.atan2(ray.east, ray.north) * 180) / Math.PI + 360) % 360;
  return {
    location: rounded(plane.toLngLat((ray.east / level) * guessMetres, (ray.north / level) * guessMetres)),
    uncertainty: {
      majorMetres: 1500,
      minorMetres: Math.round(guessMetres * Math.tan((surveyErrors.bearingDegrees * Math.PI) / 180)),
      bearingDegrees: Math.round(bearingDegrees * 10) / 10,
    },
    by: 'horizon',
  };
}

const rounded = ([lng, lat]: LngLat): LngLat => [Number(lng.toFixed(7)), Number(lat.toFixed(7))];
