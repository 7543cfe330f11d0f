import type { Detection, Picture } from '#contract/detection.ts';
import type { ModelManifest, OutputOf } from '#contract/model.ts';
import { ModelError } from '../model-registry.ts';
import { suppressOverlaps } from '../non-maximum-suppression.ts';
import { type OutputTensor, shapeWithoutBatch } from '../output-tensor.ts';
import { boxToSource, fourNumbers } from './box-to-source.ts';
import { bestClass, labelsOfClasses } from './class-labels.ts';

/**
 * Decodes the YOLO heads whose boxes are finished but for the overlaps: `[cx, cy, w, h, objectness?, classes…]` each,
 * YOLOv5's with objectness, those since v8 without; boxes along either axis.
 */
export const createBoxDecoder = (manifest: ModelManifest, output: OutputOf<'yolov5' | 'yolov8'>) => {
  const { classes, thresholds } = manifest;
  const labels = labelsOfClasses(manifest);
  const firstScore = output.family === 'yolov5' ? 5 : 4;
  const perBox = firstScore + classes.length;

  return (tensor: OutputTensor, picture: Picture): Detection[] => {
    const { count, boxStep, valueStep } = stepsOf(tensor, perBox, output.family === 'yolov8', manifest.name);
    const { data } = tensor;
    const toSource = boxToSource(manifest.input, picture, output.coordinates);
    const found: Detection[] = [];
    for (let i = 0; i < count; i++) {
      const at = i * boxStep;
      const objectness = firstScore === 5 ? (data[at + 4 * valueStep] as number) : 1;
      if (objectness < thresholds.score) continue;
      const best = bestClass(data, at + firstScore * valueStep, classes.length, valueStep);
      const score = objectness * best.value;
      const label = labels[best.index];
      if (!(score >= thresholds.score) || label === undefined) continue;
      const [cx, cy, w, h] = fourNumbers(data, at, valueStep);
      found.push({ label, score, box: toSource(cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2) });
    }
    return suppressOverlaps(found, thresholds.iou);
  };
};

/** How far apart boxes, and the values of one, lie in memory. */
const stepsOf = (tensor: OutputTensor, perBox: number, valuesFirst: boolean, name: string) => {
  const [rows, columns] = shapeWithoutBatch(tensor, 2) as [number, number];
  const alongRows = { count: rows, boxStep: columns, valueStep: 1 };
  const alongColumns = { count: columns, boxStep: 1, valueStep: columns };
  const candidates = valuesFirst ? [alongColumns, alongRows] : [alongRows, alongColumns];
  for (const candidate of candidates) {
    const values = candidate === alongRows ? columns : rows;
    if (values === perBox) return candidate;
  }
  throw new ModelError(`${name} gives ${rows}×${columns} numbers, but none of both is ${perBox} a box`);
};
