import type { CameraGeometry } from '#contract/detection.ts';

/** A direction from the camera; `up` is positive above the horizon. Unit length. */
export interface Ray {
  east: number;
  north: number;
  up: number;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The direction in which a pixel looks: pinhole, square pixels, principal point at the picture's centre. */
export function rayThroughPixel(
  geometry: CameraGeometry,
  picture: { width: number; height: number },
  pixel: readonly [number, number],
): Ray {
  const focalPixels = picture.width / 2 / Math.tan(radians(geometry.horizontalFovDegrees) / 2);
  const right = (pixel[0] - picture.width / 2) / focalPixels;
  const down = (pixel[1] - picture.height / 2) / focalPixels;
  const tilt = radians(geometry.tiltDegrees);
  const forwardLevel = Math.cos(tilt) + down * Math.sin(tilt);
  const up = Math.sin(tilt) - down * Math.cos(tilt);
  const bearing = radians(geometry.bearingDegrees);
  const length = Math.hypot(forwardLevel, right, up);
  return {
    east: (forwardLevel * Math.sin(bearing) + right * Math.cos(bearing)) / length,
    north: (forwardLevel * Math.cos(bearing) - right * Math.sin(bearing)) / length,
    up: up / length,
  };
}
