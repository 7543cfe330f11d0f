/**
 * Each cell's remembered looks: which of them it shows now and since when, so that an empty road that returns is known
 * at once, and a cell that shows the same new look for a while is known to have something upon it.
 */
import { type CellLooks, createLooks, lightDifference, surfaceDifference } from './fire-lane-cells.ts';
import { localGains } from './fire-lane-light.ts';

/** Looks that a cell can remember. */
const slots = 4;
/** A look counts as settled after it was shown for so long, in so many frames, and for this share of its stay. */
const settledMs = 1_200;
const settledFrames = 3;
const settledShare = 0.6;
/** A look that was away for longer, with nothing known in between, begins a new stay. */
const longestGapMs = 4_000;
const adaptShare = 0.08;

export const lookKinds = { none: 0, passing: 1, ground: 2, thing: 3 } as const;
/** What is known to be there is recognised more readily than what passed. */
const favours = [1, 1, 0.85, 0.7];
type LookKind = (typeof lookKinds)[keyof typeof lookKinds];

export interface CellMemory {
  columns: number;
  rows: number;
  count: number;
  /** What the cells look like in this frame, brightness levelled to that of the ground's time. */
  now: CellLooks;
  /** Takes one frame's measured cells; `covered` marks those under a vehicle that the detector sees, `unseen` those that
   * the camera's movement has put outside the picture. */
  take(at: number, measured: CellLooks, covered: Uint8Array, unseen: Uint8Array): void;
  /** The look that a cell shows now, or -1 when it shows one for the first time or is in motion. */
  shown(cell: number): number;
  /** Whether it showed the same look one frame before. */
  isSame(cell: number): boolean;
  kindOf(look: number): LookKind;
  isSettled(look: number): boolean;
  /** When the look's present stay began. */
  since(look: number): number;
  /** The share of a look's frames in which the detector saw a vehicle there. */
  coveredShare(look: number): number;
  /** The cell's ground look that was shown last, or -1. */
  groundOf(cell: number): number;
  looks: CellLooks;
  /** Makes a look the cell's ground, beside its others or instead of them. */
  makeGround(cell: number, look: number, instead: boolean): void;
  makeThing(look: number): void;
  forget(look: number): void;
  /** All cells take what they show as their ground: the light or the view changed as a whole. */
  relearn(): void;
}

export function createCellMemory(columns: number, rows: number): CellMemory {
  const count = columns * rows;
  const looks = createLooks(count * slots);
  const kind = new Uint8Array(count * slots);
  const since = new Float64Array(count * slots);
  const lastAt = new Float64Array(count * slots);
  const shownMs = new Float64Array(count * slots);
  const frames = new Uint32Array(count * slots);
  const coveredFrames = new Uint32Array(count * slots);
  const allFrames = new Uint32Array(count * slots);
  /** Brightness as it was measured: what shines or is overexposed does not follow the light. */
  const rawBrightness = new Float32Array(count * slots);
  const raw = new Float32Array(count);
  const shown = new Int32Array(count).fill(-1);
  const shownBefore = new Int32Array(count).fill(-1);
  const ground = new Int32Array(count).fill(-1);
  const groundLooks = createLooks(count);
  const now = createLooks(count);
  const gains = new Float32Array(count).fill(1);
  let previousAt: number | undefined;

  const isSettled = (look: number): boolean =>
    kind[look]! >= lookKinds.ground ||
    (frames[look]! >= settledFrames &&
      shownMs[look]! >= settledMs &&
      shownMs[look]! >= settledShare * (lastAt[look]! - since[look]!));

  const level = (measured: CellLooks): void => {
    for (const key of ['red', 'blue', 'right', 'down'] as const) now[key].set(measured[key]);
    const isKnown = (i: number) => ground[i]! >= 0 && surfaceDifference(measured, i, looks, ground[i]!) < 0.7;
    for (let i = 0; i < count; i++)
      groundLooks.brightness[i] = ground[i]! < 0 ? 0 : looks.brightness[ground[i]!]!;
    localGains(measured, groundLooks, columns, rows, isKnown, gains);
    for (let i = 0; i < count; i++) now.brightness[i] = measured.brightness[i]! / gains[i]!;
    raw.set(measured.brightness);
  };

  const brightnessDifference = (cell: number, look: number): number =>
    Math.min(
      lightDifference(now.brightness[cell]!, looks.brightness[look]!),
      lightDifference(raw[cell]!, rawBrightness[look]!),
    );

  /** The remembered look that the cell shows, ground before others when both fit. */
  const recognise = (cell: number): number => {
    let best = -1;
    let least = 1;
    for (let look = cell * slots; look < (cell + 1) * slots; look++) {
      if (kind[look] === lookKinds.none) continue;
      const favour = favours[kind[look]!]!;
      const surface = surfaceDifference(now, cell, looks, look);
      if (surface * favour >= 1) continue;
      const difference = Math.max(surface, brightnessDifference(cell, look)) * favour;
      if (difference < least) {
        least = difference;
        best = look;
      }
    }
    return best;
  };

  /** A slot for a look that was never seen: an empty one, or that of the passing look seen longest ago. */
  const slotFor = (cell: number): number => {
    let oldest = -1;
    for (let look = cell * slots; look < (cell + 1) * slots; look++) {
      if (kind[look] === lookKinds.none) return look;
      if (kind[look] === lookKinds.passing && (oldest < 0 || lastAt[look]! < lastAt[oldest]!)) oldest = look;
    }
    return oldest;
  };

  const begin = (cell: number, at: number): number => {
    const look = slotFor(cell);
    if (look < 0) return -1;
    kind[look] = lookKinds.passing;
    for (const key of ['brightness', 'red', 'blue', 'right', 'down'] as const)
      looks[key][look] = now[key][cell]!;
    rawBrightness[look] = raw[cell]!;
    coveredFrames[look] = allFrames[look] = 0;
    restart(look, at);
    return look;
  };

  const restart = (look: number, at: number): void => {
    since[look] = at;
    shownMs[look] = 0;
    frames[look] = 0;
  };

  /** Something else that is known was there since the look was last shown. */
  const wasReplaced = (cell: number, look: number): boolean => {
    for (let other = cell * slots; other < (cell + 1) * slots; other++)
      if (
        other !== look &&
        kind[other] !== lookKinds.none &&
        lastAt[other]! > lastAt[look]! &&
        frames[other]! >= 2 &&
        isSettled(other)
      )
        return true;
    return false;
  };

  const show = (cell: number, at: number, isCovered: boolean): void => {
    let look = recognise(cell);
    if (look < 0) look = begin(cell, at);
    else {
      const gapMs = at - lastAt[look]!;
      const stays = shown[cell] === look;
      if (!stays && (wasReplaced(cell, look) || (gapMs > longestGapMs && kind[look] !== lookKinds.thing)))
        restart(look, at);
      else if (stays) shownMs[look]! += gapMs;
      const share = Math.max(adaptShare, 1 / (frames[look]! + 2));
      for (const key of ['brightness', 'red', 'blue', 'right', 'down'] as const)
        looks[key][look]! += (now[key][cell]! - looks[key][look]!) * share;
      rawBrightness[look]! += (raw[cell]! - rawBrightness[look]!) * share;
    }
    shownBefore[cell] = shown[cell]!;
    shown[cell] = look;
    if (look < 0) return;
    lastAt[look] = at;
    frames[look]!++;
    allFrames[look]!++;
    if (isCovered) coveredFrames[look]!++;
    if (kind[look] === lookKinds.ground) ground[cell] = look;
    else if (ground[cell]! < 0 && isSettled(look) && !hasThing(cell)) {
      kind[look] = lookKinds.ground;
      ground[cell] = look;
    }
  };

  const hasThing = (cell: number): boolean => {
    for (let look = cell * slots; look < (cell + 1) * slots; look++)
      if (kind[look] === lookKinds.thing) return true;
    return false;
  };

  return {
    columns,
    rows,
    count,
    now,
    looks,
    take(at, measured, covered, unseen) {
      const wasLongAway = previousAt !== undefined && at - previousAt > 30_000;
      previousAt = at;
      if (wasLongAway) shown.fill(-1);
      level(measured);
      for (let cell = 0; cell < count; cell++)
        if (unseen[cell]) shown[cell] = shownBefore[cell] = -1;
        else show(cell, at, covered[cell] === 1);
    },
    shown: (cell) => shown[cell]!,
    isSame: (cell) => shown[cell]! >= 0 && shown[cell] === shownBefore[cell],
    kindOf: (look) => kind[look] as LookKind,
    isSettled,
    since: (look) => since[look]!,
    coveredShare: (look) => (allFrames[look] === 0 ? 0 : coveredFrames[look]! / allFrames[look]!),
    groundOf: (cell) => ground[cell]!,
    makeGround(cell, look, instead) {
      if (instead && ground[cell]! >= 0 && ground[cell] !== look) kind[ground[cell]!] = lookKinds.passing;
      kind[look] = lookKinds.ground;
      ground[cell] = look;
    },
    makeThing(look) {
      kind[look] = lookKinds.thing;
      const cell = Math.floor(look / slots);
      if (ground[cell] === look) ground[cell] = -1;
    },
    forget(look) {
      const cell = Math.floor(look / slots);
      kind[look] = lookKinds.none;
      if (ground[cell] === look) ground[cell] = -1;
      if (shown[cell] === look) shown[cell] = -1;
    },
    relearn() {
      for (let cell = 0; cell < count; cell++) {
        const look = shown[cell]!;
        if (look < 0 || kind[look] === lookKinds.thing) continue;
        if (ground[cell]! >= 0 && ground[cell] !== look) kind[ground[cell]!] = lookKinds.passing;
        kind[look] = lookKinds.ground;
        ground[cell] = look;
      }
    },
  };
}
