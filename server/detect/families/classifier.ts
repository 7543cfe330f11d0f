import type { Detection, Picture } from '#contract/detection.ts';
import type { ModelManifest, OutputOf } from '#contract/model.ts';
import { ModelError } from '../model-registry.ts';
import type { OutputTensor } from '../output-tensor.ts';
import { labelsOfClasses, sigmoid, softmax } from './class-labels.ts';

/** Reads a verdict on the whole picture: every class above the threshold, with the picture as its box. */
export const createClassDecoder = (manifest: ModelManifest, output: OutputOf<'classifier'>) => {
  const labels = labelsOfClasses(manifest);

  return ({ data, dims }: OutputTensor, picture: Picture): Detection[] => {
    if (data.length !== labels.length) {
      throw new ModelError(`${manifest.name} gives ${dims.join('×')} numbers for ${labels.length} classes`);
    }
    const scores = probabilities(data, output.activation);
    const found: Detection[] = [];
    for (const [i, label] of labels.entries()) {
      const score = scores[i] as number;
      if (label === undefined || !(score >= manifest.thresholds.score)) continue;
      found.push({
        label,
        score,
        box: [0, 0, picture.width * picture.scaleX, picture.height * picture.scaleY],
      });
    }
    return found.sort((a, b) => b.score - a.score);
  };
};

const probabilities = (data: Float32Array, activation: 'none' | 'softmax' | 'sigmoid'): Float32Array => {
  if (activation === 'softmax') return softmax(data, 0, data.length);
  return activation === 'sigmoid' ? data.map(sigmoid) : data;
};
