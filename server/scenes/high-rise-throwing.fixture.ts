/** For tests: a pinhole camera that looks up a façade, and what a perfect detector would report of things before it. */
import type { Observation, Point } from '#contract/detection.ts';
import type { Facade } from '#contract/scene-settings.ts';

export const pictureWidth = 1280;
export const pictureHeight = 720;

const camera = { heightMetres: 3, distanceMetres: 44, tiltDegrees: 26, focalPixels: 950 };
const facadeWidthMetres = 36;
export const floors = 20;

/** Metres from the façade's left end, up, and out of the façade, to source pixels. */
export function project(across: number, up: number, out: number): Point {
  const tilt = (camera.tiltDegrees * Math.PI) / 180;
  const forward = camera.distanceMetres - out;
  const rise = up - camera.heightMetres;
  const depth = forward * Math.cos(tilt) + rise * Math.sin(tilt);
  const lift = rise * Math.cos(tilt) - forward * Math.sin(tilt);
  return [
    pictureWidth / 2 + (camera.focalPixels * (across - facadeWidthMetres / 2)) / depth,
    pictureHeight / 2 - (camera.focalPixels * lift) / depth,
  ];
}

const normalised = ([x, y]: Point): [number, number] => [x / pictureWidth, y / pictureHeight];

/** The façade as an operator would have marked it. */
export const facade: Facade = {
  distanceMetres: camera.distanceMetres,
  base: [normalised(project(0, 0, 0)), normalised(project(facadeWidthMetres, 0, 0))],
  top: [normalised(project(0, floors * 3, 0)), normalised(project(facadeWidthMetres, floors * 3, 0))],
  floors,
  floorHeightMetres: 3,
};

export const geometry = { heightMetres: 3, bearingDegrees: 0, tiltDegrees: 26, horizontalFovDegrees: 68 };

export interface Throw {
  floor: number;
  across: number;
  aside: number;
  outward: number;
  terminalSpeed: number;
}

/** Positions of a thrown thing at each frame until it lands: integrated step by step, not by the formula under test. */
export function flight(
  { floor, across, aside, outward, terminalSpeed }: Throw,
  framesPerSecond: number,
): Point[] {
  const points: Point[] = [];
  const step = 1 / 1000;
  let [x, y, z] = [across, (floor - 1) * 3 + 1.2, 1.3];
  let [vx, vy, vz] = [aside, 0, outward];
  for (let n = 0; y > 0; n++) {
    if (n % Math.round(1000 / framesPerSecond) === 0) points.push(project(x, y, z));
    const drag = (9.80665 / terminalSpeed ** 2) * Math.hypot(vx, vy, vz);
    [vx, vy, vz] = [vx - drag * vx * step, vy - (9.80665 + drag * vy) * step, vz - drag * vz * step];
    [x, y, z] = [x + vx * step, y + vy * step, z + vz * step];
  }
  return points;
}

/** Observations of a recording in which every list of `paths` shows one point a frame from its first frame on. */
export function observations(
  paths: readonly { fromFrame: number; points: readonly (Point | undefined)[] }[],
  { framesPerSecond = 25, frames = 150, startAt = 1_700_000_000_000, score = 0.8 } = {},
): Observation[] {
  return Array.from({ length: frames }, (_, n) => ({
    frame: {
      at: startAt + (n * 1000) / framesPerSecond,
      width: pictureWidth,
      height: pictureHeight,
      picture: { width: 1, height: 1, channels: 1, data: new Uint8Array(1), scaleX: 1280, scaleY: 720 },
    },
    detections: paths.flatMap(({ fromFrame, points }) => {
      const point = points[n - fromFrame];
      if (!point || point[0] < 0 || point[0] >= pictureWidth || point[1] < 0 || point[1] >= pictureHeight)
        return [];
      return [{ label: 'falling-object', score, box: [point[0] - 6, point[1] - 6, 12, 12] as const }].map(
        (found) => ({ ...found, box: [...found.box] as [number, number, number, number] }),
      );
    }),
  }));
}
