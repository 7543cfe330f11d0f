import type { Camera } from '#contract/camera.ts';
import type { LngLat } from '#contract/geo.ts';
import { destination } from './destination.ts';
import { viewRange } from './view-range.ts';

const stepDegrees = 6;

/** What a camera sees of the ground: a ring's sector, true to bearing, field of view and range; closed. */
export function viewSector(
  camera: Pick<
    Camera,
    'location' | 'bearingDegrees' | 'horizontalFovDegrees' | 'kind' | 'heightMetres' | 'tiltDegrees'
  >,
): LngLat[] {
  const { nearMetres, farMetres } = viewRange(camera);
  const { location, bearingDegrees, horizontalFovDegrees } = camera;
  const steps = Math.max(2, Math.ceil(horizontalFovDegrees / stepDegrees));
  const bearings = Array.from(
    { length: steps + 1 },
    (_, step) => bearingDegrees + horizontalFovDegrees * (step / steps - 0.5),
  );
  const far = bearings.map((bearing) => destination(location, bearing, farMetres));
  const near = bearings.map((bearing) => destination(location, bearing, nearMetres)).reverse();
  const ring = [...far, ...near];
  return [...ring, ring[0] ?? location];
}
