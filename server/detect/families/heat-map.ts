import type { Detection, Picture } from '#contract/detection.ts';
import type { ModelManifest, OutputOf } from '#contract/model.ts';
import { ModelError } from '../model-registry.ts';
import { type OutputTensors, tensorNamed } from '../output-tensor.ts';
import { boxToSource } from './box-to-source.ts';
import { labelsOfClasses } from './class-labels.ts';

/**
 * Finds the peaks of a heat-map (one plane per class, probabilities): cells above the threshold that no neighbour
 * exceeds, the hottest first. A cell's point is its centre plus the offset in cells, where the model gives one.
 */
export const createHeatMapDecoder = (manifest: ModelManifest, output: OutputOf<'heat-map'>) => {
  const { classes, thresholds, input } = manifest;
  const labels = labelsOfClasses(manifest);

  return (tensors: OutputTensors, picture: Picture): Detection[] => {
    const heat = tensorNamed(tensors, output.heat);
    const offset = output.offset === undefined ? undefined : tensorNamed(tensors, output.offset);
    const [, planes = 0, rows = 0, columns = 0] = heat.dims;
    if (planes !== classes.length || heat.data.length !== planes * rows * columns) {
      throw new ModelError(
        `${manifest.name} gives a heat-map of ${heat.dims.join('×')} for ${classes.length} classes`,
      );
    }
    const cells = rows * columns;
    const half = output.boxSide / 2;
    const toSource = boxToSource(input, picture);
    const found: Detection[] = [];
    for (const [plane, label] of labels.entries()) {
      if (label === undefined) continue;
      const values = heat.data.subarray(plane * cells, (plane + 1) * cells);
      for (let i = 0; i < cells; i++) {
        const score = values[i] as number;
        if (score < thresholds.score || !isPeak(values, i, rows, columns)) continue;
        const dx = offset?.data[i] ?? 0;
        const dy = offset?.data[cells + i] ?? 0;
        const x = ((i % columns) + 0.5 + dx) * output.stride;
        const y = (Math.floor(i / columns) + 0.5 + dy) * output.stride;
        found.push({ label, score, box: toSource(x - half, y - half, x + half, y + half) });
      }
    }
    return found.sort((a, b) => b.score - a.score).slice(0, output.maxPeaks);
  };
};

/** Of equal neighbours the first in reading order counts, so that a plateau is one peak. */
const isPeak = (values: Float32Array, i: number, rows: number, columns: number): boolean => {
  const row = Math.floor(i / columns);
  const column = i % columns;
  const value = values[i] as number;
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      const j = y * columns + x;
      const other = values[j] as number;
      if (other > value || (other === value && j < i)) return false;
    }
  }
  return true;
};
