/**
 * What rises from one place: a patch that was not there before, whose first spot stays covered while it grows.
 *
 * A cloud or its shadow leaves the spot where it was first seen, a vehicle brings sharp structure of its own, new
 * sunlight strengthens the land's texture, fog comes everywhere at once. Smoke does none of it, however small.
 */
import { median } from './median.ts';
import type { Patch } from './straw-burning-patches.ts';

export interface Rising {
  startedAt: number;
  /** Blocks of the first sightings: where it comes out of the ground. */
  origin: Set<number>;
  firstBlocks: number;
  /** One entry a look since the first, newest last: seen, and over its origin. */
  steady: boolean[];
  sizes: number[];
  last: Patch;
  missesInARow: number;
}

/** The picture in blocks. */
export interface BlockGrid {
  columns: number;
  rows: number;
}

/** Looks that are remembered of each. */
const kept = 8;
/** Looks that shape the origin. */
const originLooks = 2;
const forgottenAfter = 3;
/** Share of the origin that a patch must cover, give or take a block, to rise from it. */
const sameOrigin = 0.5;
/** Share of the smaller of two patches that both cover, for them to be one although the origin is hidden. */
const samePatch = 0.3;

const steadyLooks = 4;
const smallestBlocks = 10;
const leastGrowth = 3;
/** A fire begins small; what is large at first sight is weather. */
const largestFirstBlocks = 16;
const largestShare = 0.12;
/** Width over height. */
const flattest = 6;
const leastLevels = 3.5;
const leastOwnLight = 8;

/** Follows all patches of a look; those of them that began anew, and those that went on. */
export const followRisings = (
  risings: readonly Rising[],
  patches: readonly Patch[],
  at: number,
  grid: BlockGrid,
): Rising[] => {
  const taken = new Set<Patch>();
  const followed = risings.flatMap((rising): Rising[] => {
    const own = bestFor(rising, patches, taken, grid);
    if (!own) {
      const missesInARow = rising.missesInARow + 1;
      if (missesInARow > forgottenAfter) return [];
      return [{ ...rising, steady: [...rising.steady, false].slice(-kept), missesInARow }];
    }
    taken.add(own.patch);
    const isYoung = rising.sizes.length < originLooks;
    return [
      {
        ...rising,
        origin: isYoung ? narrowed(rising.origin, own.patch) : rising.origin,
        steady: [...rising.steady, own.covered >= sameOrigin].slice(-kept),
        sizes: [...rising.sizes, own.patch.blocks.length].slice(-kept),
        last: own.patch,
        missesInARow: 0,
      },
    ];
  });
  const fresh = patches.filter((patch) => !taken.has(patch)).map((patch) => begun(patch, at));
  return [...followed, ...fresh];
};

const begun = (patch: Patch, at: number): Rising => ({
  startedAt: at,
  origin: new Set(patch.blocks),
  firstBlocks: patch.blocks.length,
  steady: [true],
  sizes: [patch.blocks.length],
  last: patch,
  missesInARow: 0,
});

/** The patch that covers a rising's origin best, or else one that lies over its last sight. */
function bestFor(
  { origin, last }: Rising,
  patches: readonly Patch[],
  taken: ReadonlySet<Patch>,
  grid: BlockGrid,
): { patch: Patch; covered: number } | undefined {
  const before = new Set(last.blocks);
  let best: { patch: Patch; covered: number; shared: number } | undefined;
  for (const patch of patches) {
    if (taken.has(patch)) continue;
    const covered = coverage(origin, patch, grid);
    const shared =
      patch.blocks.filter((block) => before.has(block)).length / Math.min(before.size, patch.blocks.length);
    if (covered < sameOrigin && shared < samePatch) continue;
    if (!best || covered > best.covered || (covered === best.covered && shared > best.shared)) {
      best = { patch, covered, shared };
    }
  }
  return best;
}

/** How a rising is judged: every test by itself, so that a decision can be explained. */
export interface RisingVerdict {
  isSteady: boolean;
  /** Of the last looks, those that saw it over its origin. */
  steadyLooks: number;
  growth: number;
  hasGrown: boolean;
  isVeil: boolean;
  isLocal: boolean;
}

export const judgeRising = (rising: Rising, grid: BlockGrid): RisingVerdict => {
  const { last, steady, sizes, firstBlocks } = rising;
  const recent = steady.slice(-(steadyLooks + 1));
  const size = last.blocks.length;
  const growth = size / firstBlocks;
  const usual = median(sizes);
  return {
    isSteady: rising.missesInARow === 0 && recent.filter(Boolean).length >= steadyLooks,
    steadyLooks: steady.filter(Boolean).length,
    growth,
    hasGrown: size >= smallestBlocks && growth >= leastGrowth && size >= 0.7 * usual,
    isVeil: isVeil(last),
    isLocal:
      firstBlocks <= largestFirstBlocks &&
      size < largestShare * grid.columns * grid.rows &&
      isAtFoot(rising) &&
      !isFlat(last) &&
      !isAtBorder(rising, grid),
  };
};

/** Pale or dark, it lets the land's texture through or hides it, adds light of its own and has billows, but no hard edges. */
const isVeil = ({ change, oneWay, textureKept, ownLight, structure, blinding }: Patch): boolean => {
  const levels = Math.abs(change);
  return (
    levels > leastLevels &&
    oneWay > 0.9 &&
    textureKept < (change > 0 ? 1.15 : 0.8) &&
    ownLight > leastOwnLight &&
    structure > 0.15 * levels &&
    structure < 1.2 * levels &&
    blinding < 0.15
  );
};

export const isSmoke = ({ isSteady, hasGrown, isVeil, isLocal }: RisingVerdict): boolean =>
  isSteady && hasGrown && isVeil && isLocal;

/** Whether the origin lies in the lower part of what has risen from it. */
function isAtFoot({ origin, last }: Rising): boolean {
  const blocks = [...last.blocks].sort((a, b) => a - b);
  const middle = blocks[Math.floor(blocks.length * 0.4)]!;
  const mean = [...origin].reduce((sum, block) => sum + block, 0) / origin.size;
  return mean >= middle;
}

/** A strip along the ground is dust, fog or a shadow's edge. */
const isFlat = ({ box: [, , wide, tall] }: Patch): boolean => wide > flattest * tall;

/** What comes in from outside has no foot in the picture, or is the sky's; a tall plume may leave the picture at its top. */
function isAtBorder({ origin, last }: Rising, { columns, rows }: BlockGrid): boolean {
  const atSide = (block: number): boolean => {
    const [column, row] = [block % columns, Math.floor(block / columns)];
    return column === 0 || column === columns - 1 || row === rows - 1;
  };
  return last.blocks.some(atSide) || [...origin].some((block) => block < columns || atSide(block));
}

/** Share of the origin's blocks that the patch covers or touches. */
function coverage(origin: ReadonlySet<number>, patch: Patch, { columns }: BlockGrid): number {
  const near = new Set<number>();
  for (const block of patch.blocks) {
    for (const step of [-columns, 0, columns]) for (let dx = -1; dx <= 1; dx++) near.add(block + step + dx);
  }
  let covered = 0;
  for (const block of origin) if (near.has(block)) covered += 1;
  return covered / origin.size;
}

/** The blocks that both sightings share, if any. */
function narrowed(origin: Set<number>, patch: Patch): Set<number> {
  const shared = new Set(patch.blocks.filter((block) => origin.has(block)));
  return shared.size > 0 ? shared : origin;
}
