/** Which cells have changed for good, and which of them belong together. */
import type { Box, Detection } from '#contract/detection.ts';
import { cellPixels, lookDifference } from './fire-lane-cells.ts';
import type { Followed, Ground } from './fire-lane-followed.ts';
import { type CellMemory, lookKinds } from './fire-lane-memory.ts';
import { boxOfCells, neighbours } from './fire-lane-regions.ts';
import { areaOf, sharedArea } from './tracker-boxes.ts';

/** Parts of one thing come within so long of each other and lie so close, in units of the smaller one's longer side. */
export const sameTimeMs = 1_500;
const partGap = 0.6;
const growthShare = 0.3;

/** The cells whose settled look is neither their ground nor a thing's. */
export const changedCells = (cells: CellMemory): { marked: Uint8Array; changed: number; known: number } => {
  const marked = new Uint8Array(cells.count);
  let changed = 0;
  let known = 0;
  for (let cell = 0; cell < cells.count; cell++) {
    const look = cells.shown(cell);
    const ground = cells.groundOf(cell);
    if (ground < 0) continue;
    known++;
    if (look < 0 || cells.kindOf(look) !== lookKinds.passing || !cells.isSettled(look)) continue;
    if (lookDifference(cells.looks, look, cells.looks, ground) < 0.9) continue;
    marked[cell] = 1;
    changed++;
  }
  return { marked, changed, known };
};

/** Since when three quarters of a group's cells have shown what they show. */
export const sinceOf = (cells: CellMemory, group: readonly number[]): number => {
  const times = group.map((cell) => cells.since(cells.shown(cell))).sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.75)]!;
};

/** Parts of one thing that its dull middle separates: in one detection, or a small part close to a large one. */
export const joinParts = (
  { cells, picture }: Ground,
  groups: number[][],
  vehicles: readonly Detection[],
): number[][] => {
  const joined: { group: number[]; box: Box; since: number }[] = [];
  for (const group of [...groups].sort((a, b) => b.length - a.length)) {
    const box = boxOfCells(group, cells.columns, picture);
    const since = sinceOf(cells, group);
    const home = joined.find((other) => {
      if (Math.abs(since - other.since) > sameTimeMs) return false;
      return isOneOf(box, other.box, vehicles);
    });
    if (home) {
      home.group.push(...group);
      home.box = boxOfCells(home.group, cells.columns, picture);
    } else joined.push({ group: [...group], box, since });
  }
  return joined.map(({ group }) => group);
};

/** The thing that a change belongs to: it lies in its box, is a small growth of it, or came with it close by. */
export const homeOf = (
  { cells, picture }: Ground,
  things: readonly Followed[],
  group: readonly number[],
  vehicles: readonly Detection[],
): Followed | undefined => {
  const box = boxOfCells(group, cells.columns, picture);
  const since = sinceOf(cells, group);
  const cellArea = cellPixels ** 2 * picture.scaleX * picture.scaleY;
  const isFilled = ({ cells: own, box: its }: Followed) => own.size * cellArea > 0.5 * areaOf(its);
  return things.find((thing) => {
    const isInside = sharedArea(box, thing.box) > 0.6 * areaOf(box) && group.length < thing.cells.size;
    if (isInside && isFilled(thing)) return true;
    if (Math.abs(since - thing.since) <= sameTimeMs && isOneOf(box, thing.box, vehicles)) return true;
    if (group.length > growthShare * thing.cells.size) return false;
    return group.some((cell) => {
      for (const next of neighbours(cell, cells.columns, cells.rows, 2))
        if (thing.cells.has(next)) return true;
      return false;
    });
  });
};

/** Whether two boxes that came together are parts of one thing: in one detection, or close and not detected apart. */
function isOneOf(a: Box, b: Box, vehicles: readonly Detection[]): boolean {
  const holders = (box: Box) =>
    vehicles.filter((vehicle) => sharedArea(box, vehicle.box) > 0.6 * areaOf(box));
  const ofA = holders(a);
  const ofB = holders(b);
  if (ofA.some((vehicle) => ofB.includes(vehicle))) return true;
  if (ofA.length > 0 && ofB.length > 0) return false;
  const smaller = areaOf(a) < areaOf(b) ? a : b;
  const gap = partGap * Math.max(smaller[2], smaller[3]);
  return sharedArea([a[0] - gap, a[1] - gap, a[2] + 2 * gap, a[3] + 2 * gap], b) > 0;
}
