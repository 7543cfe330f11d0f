import type { Detection, Picture } from '#contract/detection.ts';
import type { ModelManifest, OutputOf } from '#contract/model.ts';
import { ModelError } from '../model-registry.ts';
import { oneThingIou, suppressOverlaps } from '../non-maximum-suppression.ts';
import { type OutputTensor, shapeWithoutBatch } from '../output-tensor.ts';
import { boxToSource, fourNumbers } from './box-to-source.ts';
import { labelsOfClasses } from './class-labels.ts';

/** Where a row holds its box, score and class. */
const columnsOf = {
  'box-score-class': { box: 0, score: 4, label: 5, count: 6 },
  'class-score-box': { box: 2, score: 1, label: 0, count: 6 },
  'batch-class-score-box': { box: 3, score: 2, label: 1, count: 7 },
} as const;

/** Reads finished rows of x1, y1, x2, y2, score and class: YOLOv10, and exports with the suppression inside. */
export const createRowDecoder = (manifest: ModelManifest, output: OutputOf<'detection-rows'>) => {
  const labels = labelsOfClasses(manifest);
  const columns = columnsOf[output.columns];

  return (tensor: OutputTensor, picture: Picture): Detection[] => {
    const { data } = tensor;
    const [rows, width] = shapeWithoutBatch(tensor, 2) as [number, number];
    if (rows > 0 && width !== columns.count) {
      throw new ModelError(`${manifest.name} gives rows of ${width} where ${columns.count} are declared`);
    }
    const toSource = boxToSource(manifest.input, picture, output.coordinates);
    const found: Detection[] = [];
    for (let at = 0; at < rows * width; at += width) {
      const score = data[at + columns.score] as number;
      const label = labels[Math.round(data[at + columns.label] as number) - output.firstClass];
      if (!(score >= manifest.thresholds.score) || label === undefined) continue;
      const [left, top, right, bottom] = fourNumbers(data, at + columns.box);
      found.push({ label, score, box: toSource(left, top, right, bottom) });
    }
    // Such models leave no two boxes of a class on one thing, but often two of different classes.
    return suppressOverlaps(found, oneThingIou);
  };
};
