import type { Detection, Picture } from '#contract/detection.ts';
import type { ModelManifest, OutputOf } from '#contract/model.ts';
import { ModelError } from '../model-registry.ts';
import { suppressOverlaps } from '../non-maximum-suppression.ts';
import { type OutputTensor, type OutputTensors, tensorNamed } from '../output-tensor.ts';
import { boxToSource } from './box-to-source.ts';
import { bestClass, labelsOfClasses, sigmoid, softmax } from './class-labels.ts';
import { cellsOf } from './yolox-grid.ts';

/**
 * Decodes generalised focal heads (Li et al. 2020; NanoDet): per cell the classes' scores, and for each of left, top,
 * right and bottom a distribution over 0…regMax cells, whose mean is the distance from the cell's centre to the edge.
 */
export const createGflDecoder = (manifest: ModelManifest, output: OutputOf<'gfl'>) => {
  const { classes, thresholds, input } = manifest;
  const labels = labelsOfClasses(manifest);
  const bins = output.regMax + 1;
  const perStride = output.strides.map((stride) => cellsOf(input.width, input.height, [stride]));

  return (tensors: OutputTensors, picture: Picture): Detection[] => {
    const toSource = boxToSource(input, picture);
    const found: Detection[] = [];
    let before = 0;
    for (const [level, cells] of perStride.entries()) {
      const { scores, distances } = partsOf(tensors, level, before, cells.length);
      before += cells.length;
      for (const [i, { x, y, stride }] of cells.entries()) {
        const best = bestClass(scores.data, scores.start + i * scores.step, classes.length);
        const score = output.activation === 'sigmoid' ? sigmoid(best.value) : best.value;
        const label = labels[best.index];
        if (!(score >= thresholds.score) || label === undefined) continue;
        const [left, top, right, bottom] = [0, 1, 2, 3].map((side) => {
          const start = distances.start + i * distances.step + side * bins;
          return meanOf(softmax(distances.data, start, bins)) * stride;
        }) as [number, number, number, number];
        const centreX = (x + output.cellCentre) * stride;
        const centreY = (y + output.cellCentre) * stride;
        const box = toSource(centreX - left, centreY - top, centreX + right, centreY + bottom);
        found.push({ label, score, box });
      }
    }
    return suppressOverlaps(found, thresholds.iou);
  };

  /** Where the scores and distributions of one stride's cells begin, and how far apart the cells lie. */
  function partsOf(tensors: OutputTensors, level: number, before: number, count: number) {
    const head = output.heads?.[level];
    if (head) {
      const scores = checked(tensorNamed(tensors, head.scores), count * classes.length);
      const distances = checked(tensorNamed(tensors, head.distances), count * 4 * bins);
      return {
        scores: { data: scores.data, start: 0, step: classes.length },
        distances: { data: distances.data, start: 0, step: 4 * bins },
      };
    }
    const step = classes.length + 4 * bins;
    const total = perStride.reduce((sum, cells) => sum + cells.length, 0);
    const { data } = checked(tensorNamed(tensors, output.name as string), total * step);
    const start = before * step;
    return {
      scores: { data, start, step },
      distances: { data, start: start + classes.length, step },
    };
  }

  function checked(tensor: OutputTensor, length: number): OutputTensor {
    if (tensor.data.length === length) return tensor;
    throw new ModelError(
      `${manifest.name} gives ${tensor.data.length} numbers where its strides, classes and regMax make ${length}`,
    );
  }
};

const meanOf = (probabilities: Float32Array): number =>
  probabilities.reduce((sum, probability, distance) => sum + probability * distance, 0);
