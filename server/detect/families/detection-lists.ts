import type { Detection, Picture } from '#contract/detection.ts';
import type { ModelManifest, OutputOf } from '#contract/model.ts';
import { ModelError } from '../model-registry.ts';
import { oneThingIou, suppressOverlaps } from '../non-maximum-suppression.ts';
import { type OutputTensors, tensorNamed } from '../output-tensor.ts';
import { boxToSource, fourNumbers } from './box-to-source.ts';
import { labelsOfClasses } from './class-labels.ts';

/** Reads boxes, scores and labels that come apart: DETRs with their post-processing inside, and suppression plugins. */
export const createListDecoder = (manifest: ModelManifest, output: OutputOf<'detection-lists'>) => {
  const labels = labelsOfClasses(manifest);

  return (tensors: OutputTensors, picture: Picture): Detection[] => {
    const boxes = tensorNamed(tensors, output.boxes).data;
    const scores = tensorNamed(tensors, output.scores).data;
    const classes = tensorNamed(tensors, output.labels).data;
    if (boxes.length !== scores.length * 4 || classes.length !== scores.length) {
      throw new ModelError(
        `${manifest.name} gives ${boxes.length / 4} boxes, ${scores.length} scores and ${classes.length} labels`,
      );
    }
    const counted = output.count === undefined ? undefined : tensorNamed(tensors, output.count).data[0];
    const count = Math.min(scores.length, counted ?? scores.length);
    const toSource = boxToSource(manifest.input, picture, output.coordinates);
    const found: Detection[] = [];
    for (let i = 0; i < count; i++) {
      const score = scores[i] as number;
      const label = labels[Math.round(classes[i] as number) - output.firstClass];
      if (!(score >= manifest.thresholds.score) || label === undefined) continue;
      const [left, top, right, bottom] = fourNumbers(boxes, i * 4);
      found.push({ label, score, box: toSource(left, top, right, bottom) });
    }
    // Such models leave no two boxes of a class on one thing, but often two of different classes.
    return suppressOverlaps(found, oneThingIou);
  };
};
