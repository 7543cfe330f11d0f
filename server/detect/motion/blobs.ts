/** Finds what stands out of the envelope and moves, and gathers it into blobs with sub-pixel centres. */
import type { Envelope, PixelShift } from './envelope.ts';

/** Something that moved, in the pixels of the picture. */
export interface Blob {
  /** Centre of gravity, weighted by how far each pixel stands out. */
  x: number;
  y: number;
  left: number;
  top: number;
  width: number;
  height: number;
  /** Pixels that stand out. */
  pixels: number;
  /** Grey levels by which they stand out, summed. */
  weight: number;
}

/** One plane of the picture (luma or a chroma) at the moment looked at, before it and after it. */
export interface Plane {
  envelope: Envelope;
  shift: PixelShift;
  before: Uint8Array;
  now: Uint8Array;
  after: Uint8Array;
  /** How much brighter the whole plane is than usual. */
  brighter: number;
  /** Pixels of the picture per pixel of the plane: 1, or 2 for chroma. */
  step: 1 | 2;
}

export interface BlobFinder {
  /** The blobs, the weightiest first; `undefined` when the picture as a whole has changed. */
  find(planes: readonly Plane[]): Blob[] | undefined;
}

const cellSide = 4;
/** Parts of one thing may lie this many cells apart. */
const reach = 2;
const fewestPixels = 2;
const leastWeight = 14;
/** So much of a thing was elsewhere before and after; of a large one that goes slowly, before or after. */
const movedShare = 0.3;
const partlyMovedShare = 0.4;
const largePixels = 80;
const leastMove = 6;
/** More of the picture than this does not change by things that move in it. */
const wholePictureShare = 0.12;
const mostBlobs = 64;

/** A finder for pictures of one size; it keeps its working memory. */
export const createBlobFinder = (width: number, height: number): BlobFinder => {
  const columns = Math.ceil(width / cellSide);
  const rows = Math.ceil(height / cellSide);
  const cells = columns * rows;
  const pixels = new Uint16Array(cells);
  const moved = new Uint16Array(cells);
  const partlyMoved = new Uint16Array(cells);
  const weight = new Float32Array(cells);
  const weightX = new Float32Array(cells);
  const weightY = new Float32Array(cells);
  const owner = new Int32Array(cells);
  let active: number[] = [];

  const clear = (): void => {
    for (const cell of active) {
      pixels[cell] = moved[cell] = partlyMoved[cell] = weight[cell] = weightX[cell] = weightY[cell] = 0;
      owner[cell] = 0;
    }
    active = [];
  };

  /** Sums what stands out into cells; false when there is too much of it. */
  const collect = ({ envelope, shift, before, now, after, brighter, step }: Plane): boolean => {
    const { low, high, width: planeWidth, height: planeHeight } = envelope;
    const { dx, dy } = shift;
    const cellShift = step === 1 ? 2 : 1;
    const mostOut = wholePictureShare * planeWidth * planeHeight;
    let out = 0;
    const begin = Math.max(0, dx);
    const end = Math.min(planeWidth, planeWidth + dx);
    for (let y = Math.max(0, dy); y < Math.min(planeHeight, planeHeight + dy); y++) {
      const row = y * planeWidth;
      const learnt = (y - dy) * planeWidth - dx;
      const cellRow = (y >> cellShift) * columns;
      for (let x = begin; x < end; x++) {
        const value = now[row + x]! - brighter;
        const j = learnt + x;
        let excess = value - high[j]!;
        if (excess <= 0) {
          excess = low[j]! - value;
          if (excess <= 0) continue;
        }
        out++;
        const i = row + x;
        const cell = cellRow + (x >> cellShift);
        if (pixels[cell]!++ === 0) active.push(cell);
        weight[cell]! += excess;
        weightX[cell]! += excess * (x + 0.5) * step;
        weightY[cell]! += excess * (y + 0.5) * step;
        const needed = excess > 2 * leastMove ? excess / 2 : leastMove;
        const cameHere = Math.abs(now[i]! - before[i]!) > needed;
        const leftHere = Math.abs(now[i]! - after[i]!) > needed;
        if (cameHere && leftHere) moved[cell]!++;
        if (cameHere || leftHere) partlyMoved[cell]!++;
      }
      if (out > mostOut) return false;
    }
    return true;
  };

  const gather = (seed: number, mark: number): Blob | undefined => {
    const queue = [seed];
    owner[seed] = mark;
    let [count, movedCount, partlyMovedCount, sum, sumX, sumY] = [0, 0, 0, 0, 0, 0];
    let [left, top, right, bottom] = [columns, rows, -1, -1];
    while (queue.length > 0) {
      const cell = queue.pop()!;
      const row = Math.floor(cell / columns);
      const column = cell - row * columns;
      count += pixels[cell]!;
      movedCount += moved[cell]!;
      partlyMovedCount += partlyMoved[cell]!;
      sum += weight[cell]!;
      sumX += weightX[cell]!;
      sumY += weightY[cell]!;
      if (column < left) left = column;
      if (column > right) right = column;
      if (row < top) top = row;
      if (row > bottom) bottom = row;
      for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++) {
        for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x++) {
          const next = y * columns + x;
          if (owner[next] !== 0 || pixels[next] === 0) continue;
          owner[next] = mark;
          queue.push(next);
        }
      }
    }
    if (count < fewestPixels || sum < leastWeight) return undefined;
    const isSlowButLarge = count >= largePixels && partlyMovedCount >= partlyMovedShare * count;
    if (movedCount < movedShare * count && !isSlowButLarge) return undefined;
    return {
      x: sumX / sum,
      y: sumY / sum,
      left: left * cellSide,
      top: top * cellSide,
      width: (right - left + 1) * cellSide,
      height: (bottom - top + 1) * cellSide,
      pixels: count,
      weight: sum,
    };
  };

  return {
    find(planes) {
      clear();
      if (!planes.every(collect)) return undefined;
      const blobs: Blob[] = [];
      let mark = 0;
      for (const cell of active) {
        if (owner[cell] !== 0) continue;
        const blob = gather(cell, ++mark);
        if (blob) blobs.push(blob);
      }
      return blobs.sort((a, b) => b.weight - a.weight).slice(0, mostBlobs);
    },
  };
};
