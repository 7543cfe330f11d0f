import type { Ray } from './camera-ray.ts';

/**
 * Where a ray from `eyeMetres` (height above sea level) first meets the ground: metres east and north of the camera.
 * Undefined where it doesn't within `rangeMetres`. `ground` gives the height at an offset from the camera.
 */
export function hitGround(
  ray: Ray,
  eyeMetres: number,
  ground: (eastMetres: number, northMetres: number) => number,
  rangeMetres: number,
): [east: number, north: number] | undefined {
  const level = Math.hypot(ray.east, ray.north);
  const gap = (distance: number) =>
    eyeMetres + ray.up * distance - ground(ray.east * distance, ray.north * distance);
  const reach = level > 1e-9 ? rangeMetres / level : rangeMetres;
  let near = 0;
  while (near < reach) {
    const far = Math.min(reach, near + Math.max(2, near * 0.01));
    if (gap(far) <= 0) return refine(ray, gap, near, far);
    near = far;
  }
  return undefined;
}

function refine(ray: Ray, gap: (distance: number) => number, above: number, below: number): [number, number] {
  let near = above;
  let far = below;
  for (let step = 0; step < 40; step++) {
    const middle = (near + far) / 2;
    if (gap(middle) > 0) near = middle;
    else far = middle;
  }
  return [ray.east * far, ray.north * far];
}
