/** Connected parts of a view that differ from its background, with what tells smoke from shadow, light and vehicles. */
import type { Box } from '#contract/detection.ts';
import { blockSide, type Plane } from './straw-burning-plane.ts';
import type { VeilMap } from './straw-burning-veil.ts';

/** Smaller than this is a bird, a lamp or noise. */
const fewestBlocks = 2;
/** A blinding light or its glare. */
const blindingLevel = 246;

export interface Patch {
  /** Indices of its blocks. */
  blocks: number[];
  /** Source pixels. */
  box: Box;
  /** Mean change in grey levels. */
  change: number;
  /** Share of the change that has the same sign, 0.5..1. */
  oneWay: number;
  /** How much of the background's texture is left: below 1 under a veil, above it in new light. */
  textureKept: number;
  /** Light of its own, in grey levels: what a veil of that texture adds. A mere shadow adds none, nor does sunshine. */
  ownLight: number;
  /** Structure of its own, in grey levels: what neither background nor an even veil explains. */
  structure: number;
  /** Share of blinding blocks. */
  blinding: number;
}

/** All patches that hold a clearly different block, largest first. */
export const patchesIn = (map: VeilMap, plane: Plane): Patch[] => {
  const { columns, rows, state } = map;
  const seen = new Uint8Array(state.length);
  const patches: Patch[] = [];
  for (let start = 0; start < state.length; start++) {
    if (state[start] !== 2 || seen[start]) continue;
    seen[start] = 1;
    const blocks = [start];
    for (const at of blocks) {
      const [column, row] = [at % columns, Math.floor(at / columns)];
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          const next = y * columns + x;
          if (seen[next] || state[next] === 0) continue;
          seen[next] = 1;
          blocks.push(next);
        }
      }
    }
    if (blocks.length >= fewestBlocks) patches.push(describe(blocks, map, plane));
  }
  return patches.sort((a, b) => b.blocks.length - a.blocks.length);
};

/** Share of a box's blocks (source pixels) that differ from the background. */
export const changedShareIn = ([x, y, w, h]: Box, map: VeilMap, plane: Plane): number => {
  const [sideX, sideY] = [plane.scaleX * blockSide, plane.scaleY * blockSide];
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));
  const left = clamp(Math.floor(x / sideX), map.columns - 1);
  const top = clamp(Math.floor(y / sideY), map.rows - 1);
  const right = clamp(Math.ceil((x + w) / sideX), map.columns);
  const bottom = clamp(Math.ceil((y + h) / sideY), map.rows);
  let changed = 0;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      if (map.state[row * map.columns + column]! > 0) changed += 1;
    }
  }
  return changed / Math.max(1, (right - left) * (bottom - top));
};

function describe(blocks: number[], map: VeilMap, plane: Plane): Patch {
  const { columns } = map;
  let [left, top, right, bottom] = [columns, Number.POSITIVE_INFINITY, 0, 0];
  let change = 0;
  let up = 0;
  let size = 0;
  let before = 0;
  let now = 0;
  let shared = 0;
  let blinding = 0;
  let level = 0;
  for (const at of blocks) {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
    const its = map.change[at]!;
    change += its;
    size += Math.abs(its);
    if (its > 0) up += its;
    before += map.textureBefore[at]!;
    now += map.textureNow[at]!;
    shared += map.textureShared[at]!;
    level += map.level[at]!;
    if (map.level[at]! > blindingLevel) blinding += 1;
  }
  const count = blocks.length;
  const kept = shared / Math.max(before, 1e-3);
  const [sideX, sideY] = [plane.scaleX * blockSide, plane.scaleY * blockSide];
  return {
    blocks,
    box: [left * sideX, top * sideY, (right - left) * sideX, (bottom - top) * sideY],
    change: change / count,
    oneWay: Math.max(up, size - up) / Math.max(size, 1e-3),
    textureKept: kept,
    ownLight: level / count - Math.max(0, kept) * ((level - change) / count),
    structure: Math.sqrt(Math.max(0, now - kept * shared) / count),
    blinding: blinding / count,
  };
}
