/**
 * Finds what no detector knows: something that has come to lie in the zone. The picture is divided into cells; each
 * cell's usual brightness and tint are learnt slowly, and a local, lasting change that is no shadow is a thing.
 */
import type { Box, Detection, Picture } from '#contract/detection.ts';
import { type CellGrid, cellPixels, createCellGrid, type Looks, lookAt } from './fire-lane-cells.ts';
import type { Zone } from './fire-lane-zone.ts';

/** Frames and media time that a cell is learnt before it is judged. */
const learningFrames = 6;
const learningMs = 8_000;
const memoryMs = 90_000;
/** Of all cells that nothing is known to cover: when more than this share changed at once, the light did. */
const lightShare = 0.12;
const smallestCells = 4;
const largestZoneShare = 0.6;

export interface ZoneBackground {
  /** Boxes, source pixels, of changes in the zone that no detection explains. */
  observe(at: number, picture: Picture, detections: readonly Detection[]): Box[];
}

export function createZoneBackground(zone: Zone): ZoneBackground {
  let grid: CellGrid | undefined;
  let lastAt: number | undefined;

  return {
    observe(at, picture, detections) {
      if (picture.channels !== 3) return [];
      if (grid?.width !== picture.width || grid.height !== picture.height)
        grid = createCellGrid(picture, zone);
      const sinceMs = Math.min(5_000, lastAt === undefined ? 0 : at - lastAt);
      lastAt = at;
      const { watched, inZone, frames, knownMs } = grid;
      cover(grid, detections, picture);
      for (const i of watched) lookAt(picture, grid, i);
      const open = watched.filter((i) => !grid!.covered[i]);
      const gain = commonGain(grid, open);
      const changed = open.filter(
        (i) => frames[i]! >= learningFrames && knownMs[i]! >= learningMs && isChanged(grid!, i, gain),
      );
      const lightChanged = changed.length > lightShare * open.length;
      const parts = lightChanged
        ? []
        : connected(
            changed.filter((i) => inZone[i]),
            grid.columns,
          );
      const most = largestZoneShare * grid.zoneCells;
      const sized = parts.filter((part) => part.length >= smallestCells && part.length <= most);
      const things = sized.filter((part) => !isGhost(part, grid!));
      for (const i of sized.flat()) if (!things.some((part) => part.includes(i))) frames[i] = knownMs[i] = 0;
      const frozen = new Set(things.flat());
      for (const i of open) if (!frozen.has(i)) learn(grid, i, sinceMs, lightChanged);
      return things.map((part) => boxOf(part, grid!.columns, picture));
    },
  };
}

/**
 * A thing differs in tint, or is brighter or darker than light can make the ground: a shadow leaves a third of the
 * light and the tint. Grey things of the ground's own brightness are left to the detector.
 */
function isChanged({ usual, now, noise }: CellGrid, i: number, gain: number): boolean {
  const expected = Math.max(6, usual.brightness[i]! * gain);
  const ratio = now.brightness[i]! / expected;
  const differs = Math.abs(now.brightness[i]! - expected) > Math.max(10, 4 * noise[i]!);
  const tint = Math.hypot(now.red[i]! - usual.red[i]!, now.green[i]! - usual.green[i]!);
  return (tint > 0.045 && now.brightness[i]! > 24) || (differs && (ratio < 0.32 || ratio > 1.7));
}

function learn(
  { usual, now, frames, knownMs, noise }: CellGrid,
  i: number,
  sinceMs: number,
  quickly: boolean,
): void {
  const share = Math.max(1 / (frames[i]! + 1), quickly ? 0.3 : Math.min(1, sinceMs / memoryMs));
  if (frames[i]! > 0) {
    const step = Math.min(20, Math.abs(now.brightness[i]! - usual.brightness[i]!));
    noise[i]! += (step - noise[i]!) * Math.min(0.1, share);
  }
  for (const key of ['brightness', 'red', 'green'] as const)
    usual[key][i]! += (now[key][i]! - usual[key][i]!) * share;
  frames[i]!++;
  knownMs[i]! += sinceMs;
}

/** What was there has gone: the place now looks more like its surroundings than it used to. */
function isGhost(part: readonly number[], { usual, now, columns, watched, frames }: CellGrid): boolean {
  const inside = new Set(part);
  const around = watched.filter(
    (i) =>
      !inside.has(i) &&
      frames[i]! > 0 &&
      part.some((j) => Math.abs((i % columns) - (j % columns)) <= 2 && Math.abs(i - j) <= 2 * columns + 2),
  );
  if (around.length === 0) return false;
  const contrast = (looks: Looks): number => {
    const mean = (cells: readonly number[], of: Float32Array) =>
      cells.reduce((sum, i) => sum + of[i]!, 0) / cells.length;
    const step = (of: Float32Array) => Math.abs(mean(part, of) - mean(around, of));
    return step(looks.brightness) / 255 + 3 * (step(looks.red) + step(looks.green));
  };
  return contrast(now) < 0.6 * contrast(usual);
}

/** The factor by which all the picture became brighter or darker: the median over its open cells. */
function commonGain({ usual, now, frames }: CellGrid, open: readonly number[]): number {
  const ratios = open
    .filter((i) => frames[i]! > 0 && usual.brightness[i]! > 8)
    .map((i) => now.brightness[i]! / usual.brightness[i]!)
    .sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)] ?? 1;
}

/** Marks the cells under any detection, with a margin for its shadow's edge. */
function cover(
  { covered, columns, rows }: CellGrid,
  detections: readonly Detection[],
  picture: Picture,
): void {
  covered.fill(0);
  for (const { box } of detections) {
    const margin = 0.15 * Math.sqrt(box[2] * box[3]);
    const left = Math.max(0, Math.floor((box[0] - margin) / picture.scaleX / cellPixels));
    const right = Math.min(columns - 1, Math.floor((box[0] + box[2] + margin) / picture.scaleX / cellPixels));
    const top = Math.max(0, Math.floor((box[1] - margin) / picture.scaleY / cellPixels));
    const bottom = Math.min(rows - 1, Math.floor((box[1] + box[3] + margin) / picture.scaleY / cellPixels));
    for (let y = top; y <= bottom; y++)
      if (right >= left) covered.fill(1, y * columns + left, y * columns + right + 1);
  }
}

/** Groups of cells that touch each other, corners included. */
function connected(cells: readonly number[], columns: number): number[][] {
  const left = new Set(cells);
  const parts: number[][] = [];
  for (const first of left) {
    left.delete(first);
    const part = [first];
    for (const i of part)
      for (const step of [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1]) {
        const next = i + step;
        if (Math.abs((next % columns) - (i % columns)) <= 1 && left.delete(next)) part.push(next);
      }
    parts.push(part);
  }
  return parts;
}

function boxOf(part: readonly number[], columns: number, { scaleX, scaleY }: Picture): Box {
  const xs = part.map((i) => i % columns);
  const ys = part.map((i) => Math.floor(i / columns));
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const wide = Math.max(...xs) - left + 1;
  const high = Math.max(...ys) - top + 1;
  return [
    left * cellPixels * scaleX,
    top * cellPixels * scaleY,
    wide * cellPixels * scaleX,
    high * cellPixels * scaleY,
  ];
}
