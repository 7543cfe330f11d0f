/** Things that stand, each followed by its own cells until they show the ground again. */
import type { Box, Picture } from '#contract/detection.ts';
import { isOtherSurface, judgeChange } from './fire-lane-change.ts';
import { type CellMemory, lookKinds } from './fire-lane-memory.ts';
import { boxOfCells } from './fire-lane-regions.ts';
import { areaOf, sharedArea } from './tracker-boxes.ts';

const heldShare = 0.35;
/** Cells that show ground for so long, most others being held, no longer belong to the thing. */
const mostlyHeldShare = 0.55;
const shedMs = 2_500;
/** A thing that is so far from where its stand began, in units of its size, stands anew. */
const movedShare = 0.4;
const leftMs = 1_800;

/** Something that stands; `box` in source pixels, times in media milliseconds. */
export interface StandingThing {
  readonly id: number;
  box: Box;
  since: number;
  /** Frames since it was found, and those in which the detector saw a person in its place. */
  looks: number;
  personLooks: number;
}

export interface Followed extends StandingThing {
  /** Its look per cell, and what the cell was last known to show. */
  cells: Map<number, { look: number; state: 'held' | 'empty' | 'replaced'; emptySince: number | undefined }>;
  /** Its box when its stand began: what has drifted far from it stands anew. */
  place: Box;
  leftSince: number | undefined;
}

/** The cells of a camera's picture and what they show now. */
export interface Ground {
  cells: CellMemory;
  picture: Picture;
}

export function createFollowedThings() {
  let things: Followed[] = [];
  let count = 0;

  const add = (ground: Ground, group: readonly number[], since: number): Followed => {
    const box = boxOfCells(group, ground.cells.columns, ground.picture);
    const thing: Followed = {
      id: ++count,
      box,
      since,
      looks: 0,
      personLooks: 0,
      cells: new Map(),
      place: box,
      leftSince: undefined,
    };
    things.push(thing);
    extend(ground, thing, group);
    return thing;
  };

  const extend = ({ cells, picture }: Ground, thing: Followed, group: readonly number[]): void => {
    for (const cell of group) {
      const look = cells.shown(cell);
      if (look < 0) continue;
      thing.cells.set(cell, { look, state: 'held', emptySince: undefined });
    }
    const members = [...thing.cells.keys()];
    const plain = members.filter((cell) => isOtherSurface(cells, cell));
    thing.box = boxOfCells(plain.length > 0.5 * members.length ? plain : members, cells.columns, picture);
    for (const { look } of thing.cells.values()) cells.makeThing(look);
  };

  /** What was taken for a thing of its own and lies in a larger one is part of it. */
  const swallow = (thing: Followed): void => {
    for (const part of things) {
      const isPart =
        part.cells.size < thing.cells.size && sharedArea(part.box, thing.box) > 0.6 * areaOf(part.box);
      if (part === thing || !isPart) continue;
      for (const [cell, state] of part.cells) thing.cells.set(cell, state);
      things = things.filter((other) => other !== part);
    }
  };

  const remove = (cells: CellMemory, thing: Followed): void => {
    for (const { look } of thing.cells.values()) cells.forget(look);
    things = things.filter((other) => other !== thing);
  };

  /** Brings a thing up to date; it ends when most of its cells have been seen without it. */
  const follow = (ground: Ground, thing: Followed, at: number): void => {
    const { cells } = ground;
    let held = 0;
    for (const [cell, part] of thing.cells) {
      const shown = cells.shown(cell);
      if (shown === part.look) part.state = 'held';
      else if (shown >= 0 && cells.kindOf(shown) === lookKinds.ground && cells.isSame(cell))
        part.state = 'empty';
      else if (shown >= 0 && cells.isSettled(shown)) part.state = 'replaced';
      part.emptySince = part.state === 'empty' ? (part.emptySince ?? at) : undefined;
      if (part.state === 'held') held++;
    }
    const replaced = [...thing.cells].filter(([, { state }]) => state === 'replaced').map(([cell]) => cell);
    if (replaced.length > 0.5 * thing.cells.size && stillDiffers(cells, replaced))
      held += renew(ground, thing, replaced);
    if (held >= heldShare * thing.cells.size) {
      thing.leftSince = undefined;
      if (held >= mostlyHeldShare * thing.cells.size) shedEmpty(ground, thing, at);
      return;
    }
    thing.leftSince ??= at;
    if (at - thing.leftSince >= leftMs) remove(cells, thing);
  };

  const renew = (ground: Ground, thing: Followed, replaced: readonly number[]): number => {
    for (const cell of replaced) ground.cells.forget((thing.cells.get(cell) as { look: number }).look);
    extend(ground, thing, replaced);
    return replaced.length;
  };

  /** Lets go of cells that the thing has left while it stays, and begins its stand anew where it has moved too far. */
  const shedEmpty = ({ cells, picture }: Ground, thing: Followed, at: number): void => {
    const left = [...thing.cells].filter(
      ([, { emptySince }]) => emptySince !== undefined && at - emptySince >= shedMs,
    );
    for (const [cell, { look }] of left) {
      cells.forget(look);
      thing.cells.delete(cell);
    }
    if (left.length > 0) thing.box = boxOfCells([...thing.cells.keys()], cells.columns, picture);
    if (driftOf(thing) < movedShare) return;
    thing.since = at;
    thing.place = thing.box;
  };

  return {
    all: (): readonly Followed[] => things,
    add,
    extend,
    swallow,
    /** Brings every thing up to date; what has left is no longer there. */
    followAll(ground: Ground, at: number): void {
      for (const thing of [...things]) follow(ground, thing, at);
    },
  };
}

/** What shows another look than it did may be the same thing in another light, or another in its place. */
const stillDiffers = (cells: CellMemory, replaced: readonly number[]): boolean =>
  replaced.every((cell) => cells.groundOf(cell) >= 0) && judgeChange(cells, replaced) === 'came';

/** How far a thing's middle is from where its stand began, in units of its mean side. */
const driftOf = ({ place, box }: Followed): number =>
  Math.hypot(box[0] + box[2] / 2 - place[0] - place[2] / 2, box[1] + box[3] / 2 - place[1] - place[3] / 2) /
  Math.sqrt(Math.max(1, areaOf(place)));
