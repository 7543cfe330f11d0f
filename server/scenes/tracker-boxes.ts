/** Plain geometry of boxes `[x, y, width, height]`. */
import type { Box, Point } from '#contract/detection.ts';

export const areaOf = ([, , width, height]: Box): number => Math.max(0, width) * Math.max(0, height);

/** Area that two boxes share. */
export function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Shared area over joint area, 0..1. */
export function overlapOf(a: Box, b: Box): number {
  const shared = sharedArea(a, b);
  const joint = areaOf(a) + areaOf(b) - shared;
  return joint > 0 ? shared / joint : 0;
}

/** The middle of the box's lower edge, where the thing meets the ground. */
export const footOf = ([x, y, width, height]: Box): Point => [x + width / 2, y + height];

/**
 * How far a box is from where it was, in units of its own size: 0 for the same box, 1 when its foot moved by the
 * mean side length. Growing counts as moving, because a vehicle that comes straight at the camera only grows.
 */
export function displacementOf(from: Box, to: Box): number {
  const [fromX, fromY] = footOf(from);
  const [toX, toY] = footOf(to);
  const size = Math.sqrt(Math.max(1, areaOf(from)));
  const moved = Math.hypot(toX - fromX, toY - fromY) / size;
  const grown = Math.abs(Math.sqrt(Math.max(1, areaOf(to))) - size) / size;
  return Math.max(moved, grown * 0.6);
}

/** The middle value of each edge, so that one wild box among several changes nothing. */
export function medianBox(boxes: readonly Box[]): Box {
  const middle = (side: 0 | 1 | 2 | 3): number => {
    const values = boxes.map((box) => box[side]).sort((a, b) => a - b);
    return values[Math.floor((values.length - 1) / 2)]!;
  };
  return [middle(0), middle(1), middle(2), middle(3)];
}

/** Standard deviation of points about their mean, along the axis where it is larger. */
export function scatterOf(points: readonly Point[]): number {
  const along = (axis: 0 | 1): number => {
    const mean = points.reduce((sum, point) => sum + point[axis], 0) / points.length;
    return Math.sqrt(points.reduce((sum, point) => sum + (point[axis] - mean) ** 2, 0) / points.length);
  };
  return points.length === 0 ? 0 : Math.max(along(0), along(1));
}
