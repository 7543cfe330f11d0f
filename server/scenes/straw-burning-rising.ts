/**
 * What rises from one place: a patch that was not there before, whose first spot stays covered while it grows.
 *
 * A cloud or its shadow leaves the spot where it was first seen, a vehicle brings sharp structure of its own, new
 * sunlight strengthens the land's texture, fog comes everywhere at once. Smoke does none of it, however small.
 */
import type { Box } from '#contract/detection.ts';
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

/** Looks that are remembered of each. */
const kept = 8;
/** Looks that shape the origin. */
const originLooks = 2;
const forgottenAfter = 3;
/** Share of the origin that a patch must cover to be the same. */
const sameOrigin = 0.5;

const steadyLooks = 4;
const smallestBlocks = 10;
const leastGrowth = 2.2;
const largestShare = 0.12;

/** Follows all patches of a look; those of them that began anew, and those that went on. */
export const followRisings = (
  risings: readonly Rising[],
  patches: readonly Patch[],
  at: number,
): Rising[] => {
  const taken = new Set<Patch>();
  const followed = risings.flatMap((rising): Rising[] => {
    const own = patches
      .filter((patch) => !taken.has(patch))
      .map((patch) => ({ patch, covered: coverage(rising.origin, patch) }))
      .reduce<{ patch: Patch; covered: number } | undefined>(
        (best, next) => (next.covered > (best?.covered ?? 0) ? next : best),
        undefined,
      );
    if (!own || own.covered < sameOrigin) {
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
        steady: [...rising.steady, true].slice(-kept),
        sizes: [...rising.sizes, own.patch.blocks.length].slice(-kept),
        last: own.patch,
        missesInARow: 0,
      },
    ];
  });
  const fresh = patches
    .filter((patch) => !taken.has(patch))
    .map(
      (patch): Rising => ({
        startedAt: at,
        origin: new Set(patch.blocks),
        firstBlocks: patch.blocks.length,
        steady: [true],
        sizes: [patch.blocks.length],
        last: patch,
        missesInARow: 0,
      }),
    );
  return [...followed, ...fresh];
};

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

export const judgeRising = (rising: Rising, blocksInPicture: number): RisingVerdict => {
  const { last, steady, sizes } = rising;
  const recent = steady.slice(-(steadyLooks + 1));
  const growth = last.blocks.length / rising.firstBlocks;
  const before = sizes.at(-3) ?? sizes[0]!;
  return {
    isSteady: rising.missesInARow === 0 && recent.filter(Boolean).length >= steadyLooks,
    steadyLooks: steady.filter(Boolean).length,
    growth,
    hasGrown:
      last.blocks.length >= smallestBlocks && growth >= leastGrowth && last.blocks.length >= 0.8 * before,
    isVeil:
      last.change > 3.5 &&
      last.oneWay > 0.9 &&
      last.textureKept < 1.15 &&
      last.structure > 0.2 * last.change &&
      last.structure < 1.2 * last.change &&
      last.blinding < 0.15,
    isLocal: last.blocks.length < largestShare * blocksInPicture && isAtFoot(rising),
  };
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

function coverage(origin: ReadonlySet<number>, patch: Patch): number {
  let covered = 0;
  for (const block of patch.blocks) if (origin.has(block)) covered += 1;
  return covered / origin.size;
}

/** The blocks that both sightings share, if any. */
function narrowed(origin: Set<number>, patch: Patch): Set<number> {
  const shared = new Set(patch.blocks.filter((block) => origin.has(block)));
  return shared.size > 0 ? shared : origin;
}

/** Whether two boxes share any area. */
export const touches = ([ax, ay, aw, ah]: Box, [bx, by, bw, bh]: Box): boolean =>
  ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah;
