/** The part of the picture where nobody may stand, and which detections occupy it. */
import type { Box, Detection, Point } from '#contract/detection.ts';
import { areaOf, footOf, overlapOf, sharedArea } from './tracker-boxes.ts';

type Polygon = readonly (readonly [number, number])[];

/** What blocks a lane when it stands there, in our models' words and in COCO's; people, animals and signs don't. */
const blockingLabels = new Set([
  'car',
  'truck',
  'bus',
  'van',
  'motorbike',
  'motorcycle',
  'bicycle',
  'obstruction',
]);

/** The share of a box that stands on the ground: its lower third. */
const footprintShare = 0.35;
const enoughInside = 0.4;

export interface Zone {
  /** Share of the box's footprint that lies in the zone, 0..1. */
  share(box: Box): number;
  contains(point: Point): boolean;
  isOccupiedBy(box: Box): boolean;
}

/** Polygons are normalised; boxes and points are source pixels of a picture of this size. */
export function createZone(
  polygon: Polygon | undefined,
  ignored: readonly Polygon[],
  width: number,
  height: number,
): Zone {
  const contains = ([x, y]: Point): boolean => {
    const point: Point = [x / width, y / height];
    return (!polygon || isInside(polygon, point)) && !ignored.some((area) => isInside(area, point));
  };
  const share = ([x, y, w, h]: Box): number => {
    let inside = 0;
    for (let row = 0; row < 4; row++)
      for (let column = 0; column < 8; column++)
        if (contains([x + (w * (column + 0.5)) / 8, y + h * (1 - (footprintShare * (row + 0.5)) / 4)]))
          inside++;
    return inside / 32;
  };
  return { share, contains, isOccupiedBy: (box) => share(box) >= enoughInside };
}

/** Detections that can block, each thing once: of boxes upon each other the surest stays, whatever its label. */
export function blockingOnly(detections: readonly Detection[], scoreThreshold: number): Detection[] {
  const kept: Detection[] = [];
  for (const detection of [...detections].sort((a, b) => b.score - a.score)) {
    if (detection.score < scoreThreshold || !blockingLabels.has(detection.label)) continue;
    if (!kept.some((other) => isSameThing(other.box, detection.box))) kept.push(detection);
  }
  return kept;
}

function isSameThing(a: Box, b: Box): boolean {
  if (overlapOf(a, b) > 0.55) return true;
  const within = sharedArea(a, b) / Math.max(1, Math.min(areaOf(a), areaOf(b)));
  const [, footA] = footOf(a);
  const [, footB] = footOf(b);
  return within > 0.8 && Math.abs(footA - footB) < 0.15 * Math.max(a[3], b[3]);
}

function isInside(polygon: Polygon, [x, y]: Point): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i]!;
    const [xj, yj] = polygon[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
