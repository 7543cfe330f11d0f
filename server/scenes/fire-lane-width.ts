/** How much of a lane stays free beside what stands in it, measured on level ground below the camera. */
import type { Box, CameraGeometry, Point } from '#contract/detection.ts';

interface Size {
  width: number;
  height: number;
}

/** The share of a box's height, from below, that may stand on the ground. */
const footprint = 0.25;
const slices = 9;

/** Where a pixel's ray meets the ground: metres to the right and ahead of the camera; undefined above the horizon. */
export function groundPoint(
  [x, y]: Point,
  { width, height }: Size,
  camera: CameraGeometry,
): Point | undefined {
  const focal = width / 2 / Math.tan((camera.horizontalFovDegrees * Math.PI) / 360);
  const tilt = (camera.tiltDegrees * Math.PI) / 180;
  const right = (x - width / 2) / focal;
  const down = (y - height / 2) / focal;
  const fall = down * Math.cos(tilt) - Math.sin(tilt);
  if (fall < 0.01) return undefined;
  const metres = camera.heightMetres / fall;
  return [right * metres, (Math.cos(tilt) + down * Math.sin(tilt)) * metres];
}

/**
 * The widest free passage in metres beside a box in a lane (corners in source pixels), across the lane's longer
 * direction; undefined where a corner lies above the horizon.
 */
export function freeWidthMetres(
  lane: readonly Point[],
  box: Box,
  size: Size,
  camera: CameraGeometry,
): number | undefined {
  const [x, y, w, h] = box;
  const feet: Point[] = [
    [x, y + h],
    [x + w, y + h],
    [x, y + h * (1 - footprint)],
    [x + w, y + h * (1 - footprint)],
  ];
  const onGround = (points: readonly Point[]) =>
    points.flatMap((point) => {
      const at = groundPoint(point, size, camera);
      return at ? [at] : [];
    });
  const corners = onGround(lane);
  const thing = onGround(feet);
  if (corners.length < lane.length || thing.length < feet.length || lane.length < 3) return undefined;
  const turn = axisOf(corners);
  const turned = ([a, b]: Point): Point => [
    a * Math.cos(turn) + b * Math.sin(turn),
    b * Math.cos(turn) - a * Math.sin(turn),
  ];
  const edge = corners.map(turned);
  const blocked = thing.map(turned);
  const [from, to] = [Math.min(...blocked.map((p) => p[0])), Math.max(...blocked.map((p) => p[0]))];
  const [left, right] = [Math.min(...blocked.map((p) => p[1])), Math.max(...blocked.map((p) => p[1]))];
  let narrowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < slices; i++) {
    const across = acrossAt(edge, from + ((to - from) * i) / (slices - 1));
    if (across) narrowest = Math.min(narrowest, Math.max(left - across[0], across[1] - right, 0));
  }
  return Number.isFinite(narrowest) ? narrowest : undefined;
}

/** The direction in which points spread most, radians. */
function axisOf(points: readonly Point[]): number {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - mx) ** 2;
    xy += (x - mx) * (y - my);
    yy += (y - my) ** 2;
  }
  return Math.atan2(2 * xy, xx - yy) / 2;
}

/** From where to where a polygon reaches across at a place along it. */
function acrossAt(polygon: readonly Point[], along: number): [number, number] | undefined {
  const hits = polygon.flatMap(([x, y], i) => {
    const [nextX, nextY] = polygon[(i + 1) % polygon.length] as Point;
    if (x > along === nextX > along) return [];
    return [y + ((along - x) / (nextX - x)) * (nextY - y)];
  });
  return hits.length < 2 ? undefined : [Math.min(...hits), Math.max(...hits)];
}
