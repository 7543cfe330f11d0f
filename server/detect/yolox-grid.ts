import type { Detection, Picture } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';
import { ModelError } from './model-registry.ts';
import { suppressOverlaps } from './non-maximum-suppression.ts';
import type { OutputTensor } from './open-session.ts';

/**
 * Decodes the raw grid of a YOLOX-style detector (Ge et al. 2021): per cell, strides from fine to coarse and rows
 * from top to bottom, `[dx, dy, log w, log h, objectness, classes…]`; the score is objectness × class probability.
 */
export const createGridDecoder = (manifest: ModelManifest, strides: readonly number[]) => {
  const { width, height } = manifest.input;
  const { classes, thresholds } = manifest;
  const stepsPerCell = 5 + classes.length;
  const cells = strides.flatMap((stride) => {
    const columns = Math.ceil(width / stride);
    const rows = Math.ceil(height / stride);
    return Array.from({ length: columns * rows }, (_, i) => ({
      x: i % columns,
      y: Math.floor(i / columns),
      stride,
    }));
  });

  return ({ data }: OutputTensor, { scaleX, scaleY }: Picture): Detection[] => {
    if (data.length !== cells.length * stepsPerCell) {
      throw new ModelError(
        `${manifest.name} gives ${data.length} numbers where ${cells.length} cells of ${stepsPerCell} are declared`,
      );
    }
    const found: Detection[] = [];
    for (const [i, { x, y, stride }] of cells.entries()) {
      const at = i * stepsPerCell;
      const objectness = data[at + 4] as number;
      if (objectness < thresholds.score) continue;
      let best = 0;
      for (let c = 1; c < classes.length; c++) {
        if ((data[at + 5 + c] as number) > (data[at + 5 + best] as number)) best = c;
      }
      const score = objectness * (data[at + 5 + best] as number);
      if (!(score >= thresholds.score)) continue;
      const w = Math.exp(data[at + 2] as number) * stride;
      const h = Math.exp(data[at + 3] as number) * stride;
      const left = ((data[at] as number) + x) * stride - w / 2;
      const top = ((data[at + 1] as number) + y) * stride - h / 2;
      const label = classes[best] as string;
      found.push({ label, score, box: [left * scaleX, top * scaleY, w * scaleX, h * scaleY] });
    }
    return suppressOverlaps(found, thresholds.iou);
  };
};
