import type { Detection, Picture } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';
import { ModelError } from '../model-registry.ts';
import { suppressOverlaps } from '../non-maximum-suppression.ts';
import type { OutputTensor } from '../output-tensor.ts';
import { boxToSource } from './box-to-source.ts';
import { bestClass, labelsOfClasses } from './class-labels.ts';

/**
 * Decodes the raw grid of a YOLOX-style detector (Ge et al. 2021): per cell, strides from fine to coarse and rows
 * from top to bottom, `[dx, dy, log w, log h, objectness, classes…]`; the score is objectness × class probability.
 */
export const createGridDecoder = (manifest: ModelManifest, strides: readonly number[]) => {
  const { width, height } = manifest.input;
  const { classes, thresholds } = manifest;
  const labels = labelsOfClasses(manifest);
  const stepsPerCell = 5 + classes.length;
  const cells = cellsOf(width, height, strides);

  return ({ data }: OutputTensor, picture: Picture): Detection[] => {
    if (data.length !== cells.length * stepsPerCell) {
      throw new ModelError(
        `${manifest.name} gives ${data.length} numbers where ${cells.length} cells of ${stepsPerCell} are declared`,
      );
    }
    const toSource = boxToSource(manifest.input, picture);
    const found: Detection[] = [];
    for (const [i, { x, y, stride }] of cells.entries()) {
      const at = i * stepsPerCell;
      const objectness = data[at + 4] as number;
      if (objectness < thresholds.score) continue;
      const best = bestClass(data, at + 5, classes.length);
      const score = objectness * best.value;
      const label = labels[best.index];
      if (!(score >= thresholds.score) || label === undefined) continue;
      const w = Math.exp(data[at + 2] as number) * stride;
      const h = Math.exp(data[at + 3] as number) * stride;
      const left = ((data[at] as number) + x) * stride - w / 2;
      const top = ((data[at + 1] as number) + y) * stride - h / 2;
      found.push({ label, score, box: toSource(left, top, left + w, top + h) });
    }
    return suppressOverlaps(found, thresholds.iou);
  };
};

/** The cells of a picture, stride after stride, row by row. */
export const cellsOf = (
  width: number,
  height: number,
  strides: readonly number[],
): { x: number; y: number; stride: number }[] =>
  strides.flatMap((stride) => {
    const columns = Math.ceil(width / stride);
    const rows = Math.ceil(height / stride);
    return Array.from({ length: columns * rows }, (_, i) => ({
      x: i % columns,
      y: Math.floor(i / columns),
      stride,
    }));
  });
