/** One candidate plume: what was seen of it look by look, and whether that is enough to call it smoke. */
import type { Box, Detection, Point } from '#contract/detection.ts';
import type { Stir } from './straw-burning-background.ts';
import { area, footOf, overlap, union } from './straw-burning-boxes.ts';
import type { Rising, RisingVerdict } from './straw-burning-rising.ts';
import { isSmoke } from './straw-burning-rising.ts';

/** One look's sight of a plume: all detections that belong to it, taken together. */
export interface Sighting {
  at: number;
  box: Box;
  score: number;
  flame: Box | undefined;
  stir: Stir | undefined;
  /** What rises there against the learnt background, where something does. */
  rising?: RisingVerdict;
}

export interface Plume {
  id: number;
  /** Of a turning camera: which of its views shows it. */
  view: number;
  startedAt: number;
  /** One entry per look since the first sight, newest last, at most as many as are asked for. */
  hits: boolean[];
  livelyHits: boolean[];
  last: Sighting;
  /** Everything it has covered of late: what appears there belongs to it. */
  extent: Box;
  /** Judged by its rising alone. */
  hasRisen: boolean;
  firstArea: number;
  sightings: number;
  missesInARow: number;
  bestScore: number;
  flameSeen: boolean;
  foot: Point;
  footArea: number;
  openedAt: number | undefined;
  reportedAt: number;
}

/** Share of a box that must differ from the learnt background. */
const livelyChange = 0.22;
/** How many times more than the whole picture it must differ. */
const livelyExcess = 2.5;
/** How much more than the whole picture a box must move. */
const livelyRestlessness = 2.2;
/** Growth since the first sight that counts as life by itself. */
const livelyGrowth = 1.6;
/** Smoke never keeps its outline from look to look; a tree or a wall does. */
const steadyOverlap = 0.94;
/** A fire stays where it is from look to look; what drives by does not. */
const samePlaceOverlap = 0.15;
/** Smoke shows its life in its first sightings; what has stood longer without must grow to be believed. */
const sightingsToProve = 10;

export const sight = (at: number, detections: readonly Detection[], stir: Stir | undefined): Sighting => {
  const flames = detections.filter(({ label }) => label === 'flame');
  return {
    at,
    box: detections.map(({ box }) => box).reduce(union),
    score: Math.max(...detections.map(({ score }) => score)),
    flame: flames.length > 0 ? flames.map(({ box }) => box).reduce(union) : undefined,
    stir,
  };
};

/** One look's sight of what rises there; its score says how far it has grown, 0.4..0.95. */
export const sightOfRising = (at: number, { last }: Rising, verdict: RisingVerdict): Sighting => ({
  at,
  box: last.box,
  score: Math.max(0.4, Math.min(0.95, 0.4 + 0.1 * Math.log2(verdict.growth))),
  flame: undefined,
  stir: undefined,
  rising: verdict,
});

/** Whether a sight can begin or confirm a plume; what merely stays different only keeps a known one alive. */
export const isNews = ({ rising, stir, flame }: Sighting): boolean =>
  rising === undefined || isSmoke(rising) || stir !== undefined || flame !== undefined;

/** Two sights of one plume in one look, as one. */
export const joined = (a: Sighting | undefined, b: Sighting): Sighting => {
  if (!a) return b;
  const flame = a.flame && b.flame ? union(a.flame, b.flame) : (a.flame ?? b.flame);
  const rising = a.rising && isSmoke(a.rising) ? a.rising : (b.rising ?? a.rising);
  return {
    at: b.at,
    box: union(a.box, b.box),
    score: Math.max(a.score, b.score),
    flame,
    stir: a.score > b.score ? (a.stir ?? b.stir) : (b.stir ?? a.stir),
    ...(rising ? { rising } : {}),
  };
};

export const beginPlume = (id: number, seen: Sighting, view: number): Plume => ({
  id,
  view,
  startedAt: seen.at,
  hits: [true],
  livelyHits: [isStirring(seen)],
  last: seen,
  extent: seen.box,
  hasRisen: seen.rising !== undefined && isSmoke(seen.rising),
  firstArea: area(seen.box),
  sightings: 1,
  missesInARow: 0,
  bestScore: seen.score,
  flameSeen: seen.flame !== undefined,
  foot: footOf(seen.flame ?? seen.box),
  footArea: area(seen.box),
  openedAt: undefined,
  reportedAt: seen.at,
});

/** Adds one look, with a sighting or without; the newest `keep` looks are remembered. */
export const follow = (plume: Plume, seen: Sighting | undefined, keep: number): Plume => {
  const keepsPlace = seen !== undefined && overlap(plume.last.box, seen.box) > samePlaceOverlap;
  const hits = [...plume.hits, keepsPlace].slice(-keep);
  const isYoung = plume.sightings < sightingsToProve;
  const keepsOutline = seen !== undefined && overlap(plume.last.box, seen.box) > steadyOverlap;
  const lively =
    seen !== undefined &&
    ((isYoung && !keepsOutline && isStirring(seen)) || area(seen.box) > plume.firstArea * livelyGrowth);
  const livelyHits = [...plume.livelyHits, lively].slice(-keep);
  if (!seen) return { ...plume, hits, livelyHits, missesInARow: plume.missesInARow + 1 };
  return {
    ...plume,
    ...betterFoot(plume, seen),
    hits,
    livelyHits,
    last: seen,
    extent: union(plume.extent, seen.box),
    hasRisen: plume.hasRisen || (seen.rising !== undefined && isSmoke(seen.rising)),
    sightings: plume.sightings + 1,
    missesInARow: 0,
    bestScore: Math.max(plume.bestScore, seen.score),
    flameSeen: plume.flameSeen || seen.flame !== undefined,
  };
};

/** It rises as only smoke does, or K of the last N looks show it, and most of those show it alive. */
export const isConfirmed = (plume: Plume, confirmations: number): boolean =>
  plume.hasRisen ||
  (count(plume.hits) >= confirmations &&
    count(plume.livelyHits) >= Math.max(1, Math.ceil(confirmations / 2)));

/** How many times larger the plume is than when it was first seen. */
export const growthOf = (plume: Plume): number => area(plume.last.box) / Math.max(1, plume.firstArea);

export const count = (flags: readonly boolean[]): number => flags.filter(Boolean).length;

function isStirring({ stir }: Sighting): boolean {
  if (!stir) return false;
  const { changedShare, pictureChangedShare, restlessness } = stir;
  const isNew = changedShare >= Math.max(livelyChange, livelyExcess * pictureChangedShare);
  return isNew || restlessness >= livelyRestlessness;
}

/** The foot is best told by a flame, else by the smallest sight of the plume that reaches as far down as any. */
function betterFoot(plume: Plume, seen: Sighting): Pick<Plume, 'foot' | 'footArea'> {
  if (seen.flame) return { foot: footOf(seen.flame), footArea: 0 };
  const size = area(seen.box);
  const slack = 0.15 * seen.box[3];
  const isLower = footOf(seen.box)[1] > plume.foot[1] + slack && plume.footArea > 0;
  const isSmaller = size < plume.footArea && footOf(seen.box)[1] >= plume.foot[1] - slack;
  if (isLower || isSmaller) return { foot: footOf(seen.box), footArea: size };
  return { foot: plume.foot, footArea: plume.footArea };
}
