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
/** A small dark patch with a sharp edge is a thing: shadows that come and stay are large, or belong to what is seen. */
const smallShare = 0.015;
const darkPatch = 0.75;
/** What the detector says counts as much as a border that is twice as plain. */
const detectorWeight = 0.7;
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
  const isSeen = coveredNow >= coveredEnough && coveredBefore <= coveredHardly;
  const evidence = Math.log((now + 0.1) / (before + 0.1)) + detectorWeight * (coveredNow - coveredBefore);
  if (evidence < 0) return 'went';
  const difference = mean(group, (cell) =>
    Math.min(2.5, lookDifference(looks, memory.shown(cell), looks, memory.groundOf(cell))),
  );
  const isSharp = now >= sharpness * difference;
  const light = mean(
    group,
    (cell) => looks.brightness[memory.shown(cell)]! / (looks.brightness[memory.groundOf(cell)]! + 1),
  );
  if (isSharp && now >= 1 && light < darkPatch && group.length < smallShare * memory.count) return 'came';
  const inner = innerCells(group, columns, rows);
  const judged = inner.length >= smallestInside ? inner : group;
  const other = judged.filter((cell) => isOtherSurface(memory, cell)).length / judged.length;
  const enough = judged === inner ? otherSurfaceShare : 2 * otherSurfaceShare;
  if (other < (isSeen ? otherSurfaceShare / 2 : enough)) return 'light';
  return isSeen || isSharp ? 'came' : 'light';
}

const mean = (cells: readonly number[], of: (cell: number) => number): number =>
  cells.reduce((sum, cell) => sum + of(cell), 0) / Math.max(1, cells.length);
