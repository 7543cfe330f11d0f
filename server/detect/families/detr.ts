import type { Detection, Picture } from '#contract/detection.ts';
import type { ModelManifest, OutputOf } from '#contract/model.ts';
import { ModelError } from '../model-registry.ts';
import { oneThingIou, suppressOverlaps } from '../non-maximum-suppression.ts';
import { type OutputTensors, shapeWithoutBatch, tensorNamed } from '../output-tensor.ts';
import { boxToSource, fourNumbers } from './box-to-source.ts';
import { bestClass, labelsOfClasses, sigmoid, softmax } from './class-labels.ts';

/**
 * Decodes the raw queries of a DETR: a row of class logits and a box `[cx, cy, w, h]`, 0..1, each. With softmax the
 * last class means nothing is there (Carion et al. 2020); with sigmoid every class stands for itself.
 */
export const createDetrDecoder = (manifest: ModelManifest, output: OutputOf<'detr'>) => {
  const labels = labelsOfClasses(manifest);

  return (tensors: OutputTensors, picture: Picture): Detection[] => {
    const logits = tensorNamed(tensors, output.logits);
    const boxes = tensorNamed(tensors, output.boxes);
    const [queries, values] = shapeWithoutBatch(logits, 2) as [number, number];
    if (boxes.data.length !== queries * 4) {
      throw new ModelError(
        `${manifest.name} gives ${queries} rows of logits and ${boxes.data.length / 4} boxes`,
      );
    }
    const known = output.activation === 'softmax' ? values - 1 : values;
    if (known - output.firstClass < labels.length) {
      throw new ModelError(`${manifest.name} gives ${values} logits a query for ${labels.length} classes`);
    }
    const toSource = boxToSource(manifest.input, picture, 'normalised');
    const found: Detection[] = [];
    for (let i = 0; i < queries; i++) {
      const start = i * values;
      const best = bestClass(logits.data, start, known);
      const score =
        output.activation === 'softmax'
          ? (softmax(logits.data, start, values)[best.index] as number)
          : sigmoid(best.value);
      const label = labels[best.index - output.firstClass];
      if (!(score >= manifest.thresholds.score) || label === undefined) continue;
      const [cx, cy, w, h] = fourNumbers(boxes.data, i * 4);
      found.push({ label, score, box: toSource(cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2) });
    }
    // Such models leave no two boxes of a class on one thing, but often two of different classes.
    return suppressOverlaps(found, oneThingIou);
  };
};
