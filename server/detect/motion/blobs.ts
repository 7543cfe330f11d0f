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
  /** In which pass a cell was seen whole. */
  const completed = new Int32Array(cells);
  let pass = 0;

  const clear = (): void => {
    for (const cell of active) {
      pixels[cell] = moved[cell] = partlyMoved[cell] = weight[cell] = weightX[cell] = weightY[cell] = 0;
      owner[cell] = 0;
    }
    active = [];
  };

  /** Sums what stands out of a part of a row into its cells; answers how much of it stands out. */
  const collectRow = (plane: Plane, y: number, begin: number, end: number): number => {
    const { envelope, shift, before, now, after, brighter, step } = plane;
    const { low, high, width: planeWidth } = envelope;
    const cellShift = step === 1 ? 2 : 1;
    const row = y * planeWidth;
    const learnt = (y - shift.dy) * planeWidth - shift.dx;
    const cellRow = (y >> cellShift) * columns;
    let out = 0;
    for (let x = nextOutside(now, row, low, high, learnt, brighter, begin, end); x < end; ) {
      const value = now[row + x]! - brighter;
      const excess = Math.max(value - high[learnt + x]!, low[learnt + x]! - value);
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
      x = nextOutside(now, row, low, high, learnt, brighter, x + 1, end);
    }
    return out;
  };

  /**
   * Every other row is looked at; where something stands out there, the rows between as well, so that things of two
   * rows and more are seen whole at half the cost. False when there is too much of it.
   */
  const collect = (plane: Plane): boolean => {
    const { width: planeWidth, height: planeHeight } = plane.envelope;
    const { dx, dy } = plane.shift;
    const begin = Math.max(0, dx);
    const end = Math.min(planeWidth, planeWidth + dx);
    const firstRow = Math.max(0, dy);
    const endRow = Math.min(planeHeight, planeHeight + dy);
    const mostOut = (wholePictureShare * planeWidth * planeHeight) / 2;
    let out = 0;
    for (let y = firstRow + (firstRow & 1); y < endRow; y += 2) {
      out += collectRow(plane, y, begin, end);
      if (out > mostOut) return false;
    }
    const side = plane.step === 1 ? cellSide : cellSide / 2;
    pass++;
    for (const cell of active.slice()) {
      const row = Math.floor(cell / columns);
      const column = cell - row * columns;
      for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
          const near = r * columns + c;
          if (completed[near] === pass) continue;
          completed[near] = pass;
          for (let y = r * side + 1; y < Math.min(endRow, (r + 1) * side); y += 2) {
            if (y >= firstRow) collectRow(plane, y, Math.max(begin, c * side), Math.min(end, (c + 1) * side));
          }
        }
      }
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

/**
 * The next column of a row, from `x` on, whose value lies outside of what is learnt; `end` where there is none.
 * It runs for every pixel: it stands outside of the closure, so that the compiler sees whose arrays they are.
 */
function nextOutside(
  now: Uint8Array,
  row: number,
  low: Uint8Array,
  high: Uint8Array,
  learnt: number,
  brighter: number,
  from: number,
  end: number,
): number {
  let x = from;
  for (; x < end; x++) {
    const value = now[row + x]! - brighter;
    if (value > high[learnt + x]! || value < low[learnt + x]!) break;
  }
  return x;
}
