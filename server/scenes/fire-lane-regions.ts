/** Connected groups of cells, and what the border of such a group shows. */
import type { Box, Picture } from '#contract/detection.ts';
import { type CellLooks, cellPixels, lookDifference } from './fire-lane-cells.ts';

/** How far two cells of one group may be apart: a dull stripe across a thing does not part it. */
const reach = 2;

/** The marked cells in groups of those that lie within two cells of each other. */
export function groupCells(marked: Uint8Array, columns: number, rows: number): number[][] {
  const left = marked.slice();
  const groups: number[][] = [];
  for (let first = 0; first < left.length; first++) {
    if (!left[first]) continue;
    left[first] = 0;
    const group = [first];
    for (const cell of group)
      for (const next of neighbours(cell, columns, rows, reach))
        if (left[next]) {
          left[next] = 0;
          group.push(next);
        }
    groups.push(group);
  }
  return groups;
}

/** The cells within `distance` of a cell, itself left out. */
export function* neighbours(
  cell: number,
  columns: number,
  rows: number,
  distance: number,
): Generator<number> {
  const column = cell % columns;
  const row = (cell - column) / columns;
  for (let y = Math.max(0, row - distance); y <= Math.min(rows - 1, row + distance); y++)
    for (let x = Math.max(0, column - distance); x <= Math.min(columns - 1, column + distance); x++)
      if (x !== column || y !== row) yield y * columns + x;
}

/** The group's cells whose neighbours all belong to it. */
export function innerCells(group: readonly number[], columns: number, rows: number): number[] {
  const members = new Set(group);
  return group.filter((cell) => [...neighbours(cell, columns, rows, 1)].every((next) => members.has(next)));
}

/**
 * How plainly the group's border shows: the mean difference between a border cell and the cell two steps outside,
 * each look as `lookOf` gives it (an index into `looks`, or -1 where it is unknown). Undefined without such pairs.
 */
export function borderContrast(
  group: readonly number[],
  columns: number,
  rows: number,
  looks: CellLooks,
  lookOf: (cell: number) => number,
): number | undefined {
  const members = new Set(group);
  let sum = 0;
  let pairs = 0;
  for (const cell of group) {
    const column = cell % columns;
    const row = (cell - column) / columns;
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const next = cell + dy * columns + dx;
      if (members.has(next)) continue;
      const x = column + 2 * dx;
      const y = row + 2 * dy;
      if (x < 0 || x >= columns || y < 0 || y >= rows) continue;
      const outer = y * columns + x;
      const a = lookOf(cell);
      const b = lookOf(outer);
      if (members.has(outer) || a < 0 || b < 0) continue;
      sum += Math.min(2.5, lookDifference(looks, a, looks, b));
      pairs++;
    }
  }
  return pairs < 4 ? undefined : sum / pairs;
}

/** The group's box in source pixels. */
export function boxOfCells(group: readonly number[], columns: number, { scaleX, scaleY }: Picture): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  for (const cell of group) {
    const column = cell % columns;
    const row = (cell - column) / columns;
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
  }
  const x = cellPixels * scaleX;
  const y = cellPixels * scaleY;
  return [left * x, top * y, (right - left) * x, (bottom - top) * y];
}

/** The cells whose middles lie in a box of source pixels that is shrunk to `share` of its size about its middle. */
export function cellsInBox(
  [x, y, w, h]: Box,
  columns: number,
  rows: number,
  { scaleX, scaleY }: Picture,
  share = 1,
): number[] {
  const wide = cellPixels * scaleX;
  const high = cellPixels * scaleY;
  const left = Math.max(0, Math.ceil((x + (w * (1 - share)) / 2) / wide - 0.5));
  const right = Math.min(columns - 1, Math.floor((x + (w * (1 + share)) / 2) / wide - 0.5));
  const top = Math.max(0, Math.ceil((y + (h * (1 - share)) / 2) / high - 0.5));
  const bottom = Math.min(rows - 1, Math.floor((y + (h * (1 + share)) / 2) / high - 0.5));
  const cells: number[] = [];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) cells.push(row * columns + column);
  return cells;
}
