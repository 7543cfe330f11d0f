import type { Box, Detection, Picture } from '#contract/detection.ts';
import type { ModelManifest, OutputOf } from '#contract/model.ts';
import { cornerOf } from '../model-input.ts';
import { ModelError } from '../model-registry.ts';
import type { OutputTensor } from '../output-tensor.ts';
import { boxToSource } from './box-to-source.ts';
import { labelsOfClasses } from './class-labels.ts';

/** A region ends where its cells are less sure than this share of its surest one. */
const edgeShare = 0.5;
/** A region is as sure as its surest cells are together: one cell alone is easily wrong. */
const judgingCells = 3;

/**
 * Turns a map of probabilities (one plane per class) into regions: from the surest cell outwards as long as its
 * neighbours are at least half as sure; the score is the mean of a region's three surest cells.
 */
export const createClassMapDecoder = (manifest: ModelManifest, output: OutputOf<'class-map'>) => {
  const { classes, thresholds, input } = manifest;
  const labels = labelsOfClasses(manifest);

  return ({ data, dims }: OutputTensor, picture: Picture): Detection[] => {
    const [, planes = 0, rows = 0, columns = 0] = dims;
    if (planes !== classes.length || data.length !== planes * rows * columns) {
      throw new ModelError(`${manifest.name} gives a map of ${dims.join('×')} for ${classes.length} classes`);
    }
    const [left, top] = cornerOf(input, picture);
    const shown: Box = [left, top, picture.width, picture.height].map(
      (value) => value / output.stride,
    ) as Box;
    const toSource = boxToSource(input, picture);
    return labels.flatMap((label, plane) => {
      if (label === undefined) return [];
      const values = data.slice(plane * rows * columns, (plane + 1) * rows * columns);
      hidePadding(values, columns, shown);
      return regions(values, columns, thresholds.score).map(({ cells: [x, y, w, h], score }): Detection => {
        const corners = [x, y, x + w, y + h].map((value) => value * output.stride);
        return { label, score, box: toSource(...(corners as [number, number, number, number])) };
      });
    });
  };
};

/** Cells whose middle lies outside the picture say nothing. */
function hidePadding(values: Float32Array, columns: number, [left, top, width, height]: Box): void {
  for (let i = 0; i < values.length; i++) {
    const x = (i % columns) + 0.5;
    const y = Math.floor(i / columns) + 0.5;
    if (x < left || y < top || x > left + width || y > top + height) values[i] = 0;
  }
}

/** Regions in cells, surest first; `values` is used up. */
function regions(values: Float32Array, columns: number, threshold: number): { cells: Box; score: number }[] {
  const found: { cells: Box; score: number }[] = [];
  const inOrder = [...values.keys()]
    .filter((i) => values[i]! >= threshold)
    .sort((a, b) => values[b]! - values[a]!);
  const taken = new Uint8Array(values.length);
  for (const start of inOrder) {
    if (taken[start]) continue;
    taken[start] = 1;
    const edge = Math.max(threshold, values[start]! * edgeShare);
    const members = [start];
    for (const at of members) {
      for (const next of neighbours(at, columns, values.length)) {
        if (taken[next] || values[next]! < edge) continue;
        taken[next] = 1;
        members.push(next);
      }
    }
    const surest = members.map((at) => values[at]!).sort((a, b) => b - a);
    const judged = surest.slice(0, judgingCells);
    // Where a region has fewer cells than judge it, those around it have their say.
    const around = neighbours(start, columns, values.length)
      .filter((at) => !members.includes(at))
      .map((at) => values[at]!)
      .sort((a, b) => b - a);
    while (judged.length < judgingCells) judged.push(around.shift() ?? 0);
    const xs = members.map((at) => at % columns);
    const ys = members.map((at) => Math.floor(at / columns));
    const [x, y] = [xs.reduce(least), ys.reduce(least)];
    found.push({
      cells: [x, y, xs.reduce(most) + 1 - x, ys.reduce(most) + 1 - y],
      score: judged.reduce((sum, value) => sum + value, 0) / judgingCells,
    });
  }
  return found.filter(({ score }) => score >= threshold);
}

function neighbours(at: number, columns: number, length: number): number[] {
  const column = at % columns;
  const found: number[] = [];
  for (const step of [-columns, 0, columns]) {
    for (let dx = column === 0 ? 0 : -1; dx <= (column === columns - 1 ? 0 : 1); dx++) {
      const next = at + step + dx;
      if (next !== at && next >= 0 && next < length) found.push(next);
    }
  }
  return found;
}

const least = (a: number, b: number): number => Math.min(a, b);
const most = (a: number, b: number): number => Math.max(a, b);
