/** What a lasting change of a group of cells is: a thing that came, one that went, or light. */
import { lookDifference, surfaceDifference } from './fire-lane-cells.ts';
import type { CellMemory } from './fire-lane-memory.ts';
import { borderContrast, innerCells } from './fire-lane-regions.ts';

export type Change = 'came' | 'went' | 'light';

/** A shadow leaves this much of the light, a lamp adds so much; a surface that differs more is another one. */
const darkestShadow = 0.45;
const brightestLight = 1.6;
/** A thing shows another surface in this share of its inner cells; a shadow only along its edge. */
const otherSurfaceShare = 0.2;
const smallestInside = 6;
/** The edge of a thing is as plain as its difference from the ground; that of a shadow or a pool of light is soft. */
const sharpness = 0.4;
const coveredEnough = 0.4;
const coveredHardly = 0.25;

/** Whether the cell shows another surface than its ground, which no light explains. */
export function isOtherSurface(memory: CellMemory, cell: number): boolean {
  const { looks } = memory;
  const shown = memory.shown(cell);
  const ground = memory.groundOf(cell);
  if (shown < 0 || ground < 0) return false;
  const ratio = (looks.brightness[shown]! + 6) / (looks.brightness[ground]! + 6);
  return (
    ratio < darkestShadow || ratio > brightestLight || surfaceDifference(looks, shown, looks, ground) >= 0.9
  );
}

/** `group`: cells that show a settled look that is not their ground. */
export function judgeChange(memory: CellMemory, group: readonly number[]): Change {
  const { columns, rows, looks } = memory;
  const coveredNow = mean(group, (cell) => memory.coveredShare(memory.shown(cell)));
  const coveredBefore = mean(group, (cell) => memory.coveredShare(memory.groundOf(cell)));
  const now = borderContrast(group, columns, rows, looks, memory.shown) ?? 0;
  const before = borderContrast(group, columns, rows, looks, memory.groundOf) ?? 0;
  if (coveredBefore >= coveredEnough && coveredNow <= coveredHardly) return 'went';
  const isSeen = coveredNow >= coveredEnough && coveredBefore <= coveredHardly;
  if (!isSeen && now < before) return 'went';
  const inner = innerCells(group, columns, rows);
  const judged = inner.length >= smallestInside ? inner : group;
  const other = judged.filter((cell) => isOtherSurface(memory, cell)).length / judged.length;
  if (other < (isSeen ? otherSurfaceShare / 2 : judged === inner ? otherSurfaceShare : 2 * otherSurfaceShare))
    return 'light';
  const difference = mean(group, (cell) =>
    Math.min(2.5, lookDifference(looks, memory.shown(cell), looks, memory.groundOf(cell))),
  );
  return isSeen || now >= sharpness * difference ? 'came' : 'light';
}

const mean = (cells: readonly number[], of: (cell: number) => number): number =>
  cells.reduce((sum, cell) => sum + of(cell), 0) / Math.max(1, cells.length);
