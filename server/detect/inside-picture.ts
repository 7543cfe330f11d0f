import type { Detection, Frame } from '#contract/detection.ts';

/** Boxes end at the picture's edge; those outside it are dropped. */
export const insidePicture = (
  detections: readonly Detection[],
  { width, height }: Pick<Frame, 'width' | 'height'>,
): Detection[] =>
  detections
    .map(({ label, score, box }): Detection => {
      const left = Math.max(0, box[0]);
      const top = Math.max(0, box[1]);
      const right = Math.min(width, box[0] + box[2]);
      const bottom = Math.min(height, box[1] + box[3]);
      return { label, score, box: [left, top, right - left, bottom - top] };
    })
    .filter(({ box }) => box[2] > 0 && box[3] > 0);
