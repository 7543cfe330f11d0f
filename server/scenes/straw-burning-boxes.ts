/** Geometry of smoke boxes in source pixels: what belongs together, what lies in an ignored zone. */
import type { Box, Detection, Point } from '#contract/detection.ts';

export const area = ([, , w, h]: Box): number => w * h;

/** The smallest box around both. */
export const union = (a: Box, b: Box): Box => {
  const left = Math.min(a[0], b[0]);
  const top = Math.min(a[1], b[1]);
  return [left, top, Math.max(a[0] + a[2], b[0] + b[2]) - left, Math.max(a[1] + a[3], b[1] + b[3]) - top];
};

/** Intersection over union. */
export const overlap = (a: Box, b: Box): number => {
  const wide = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const tall = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  const shared = Math.max(0, wide) * Math.max(0, tall);
  return shared / (area(a) + area(b) - shared);
};

/** Bottom centre: where a plume leaves the ground, as far as a box can tell. */
export const footOf = ([x, y, w, h]: Box): Point => [x + w / 2, y + h];

/** Whether two boxes touch once each is widened by half its size and a little of the picture. */
export const belongTogether = (a: Box, b: Box, pictureWidth: number): boolean => {
  const margin = 0.012 * pictureWidth;
  const [ax, ay] = [a[2] * 0.25 + margin, a[3] * 0.25 + margin];
  const [bx, by] = [b[2] * 0.25 + margin, b[3] * 0.25 + margin];
  return (
    a[0] - ax < b[0] + b[2] + bx &&
    b[0] - bx < a[0] + a[2] + ax &&
    a[1] - ay < b[1] + b[3] + by &&
    b[1] - by < a[1] + a[3] + ay
  );
};

/** Share of a box that lies in a normalised polygon, from a 5×5 grid of points. */
export const shareInside = (box: Box, polygon: readonly Point[], width: number, height: number): number => {
  let inside = 0;
  for (let i = 0; i < 25; i++) {
    const x = box[0] + (box[2] * ((i % 5) + 0.5)) / 5;
    const y = box[1] + (box[3] * (Math.floor(i / 5) + 0.5)) / 5;
    if (contains(polygon, x / width, y / height)) inside += 1;
  }
  return inside / 25;
};

/** Even-odd rule. */
export const contains = (polygon: readonly Point[], x: number, y: number): boolean => {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [[ax, ay], [bx, by]] = [polygon[i]!, polygon[j]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
};

/** Detections of one look, grouped into plumes: parts that touch are one. */
export const grouped = (detections: readonly Detection[], pictureWidth: number): Detection[][] => {
  let groups: Detection[][] = [];
  for (const found of detections) {
    const touching = groups.filter((group) =>
      group.some(({ box }) => belongTogether(box, found.box, pictureWidth)),
    );
    groups = [...groups.filter((group) => !touching.includes(group)), [...touching.flat(), found]];
  }
  return groups;
};

/** Share of the first box that lies in the second. */
export const shareOf = (box: Box, inside: Box): number => {
  const wide = Math.min(box[0] + box[2], inside[0] + inside[2]) - Math.max(box[0], inside[0]);
  const tall = Math.min(box[1] + box[3], inside[1] + inside[3]) - Math.max(box[1], inside[1]);
  return (Math.max(0, wide) * Math.max(0, tall)) / Math.max(1e-6, area(box));
};

/** Large enough to be seen in the whole picture, without its tiles. */
export const isLarge = ([, , w, h]: Box, pictureWidth: number): boolean =>
  Math.max(w, h) > 0.04 * pictureWidth;
