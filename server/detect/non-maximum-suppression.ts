import type { Box, Detection } from '#contract/detection.ts';

/** Shared area over joint area of two boxes, 0..1. */
export const intersectionOverUnion = ([ax, ay, aw, ah]: Box, [bx, by, bw, bh]: Box): number => {
  const width = Math.min(ax + aw, bx + bw) - Math.max(ax, bx);
  const height = Math.min(ay + ah, by + bh) - Math.max(ay, by);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (aw * ah + bw * bh - shared);
};

/** Boxes that overlap this much show one thing, whatever their classes. */
export const oneThingIou = 0.8;

/** Of boxes that show one thing only the best is kept; `iou` is where two boxes of a class count as one. */
export const suppressOverlaps = (detections: Detection[], iou: number, most = 300): Detection[] => {
  const kept: Detection[] = [];
  for (const candidate of [...detections].sort((a, b) => b.score - a.score)) {
    if (kept.length >= most) break;
    const isRepeat = kept.some(({ label, box }) => {
      const limit = label === candidate.label ? iou : Math.max(iou, oneThingIou);
      return intersectionOverUnion(box, candidate.box) > limit;
    });
    if (!isRepeat) kept.push(candidate);
  }
  return kept;
};
