/**
 * Finds what stands, whatever it is: cells that have changed for good together are a thing, followed by its own cells
 * until they show the ground again. What hides it for a while, traffic or people, changes nothing.
 */
import type { Box, Detection, Picture } from '#contract/detection.ts';
import {
  type CellLooks,
  cellPixels,
  columnsOf,
  createLooks,
  lookDifference,
  measureCells,
  rowsOf,
} from './fire-lane-cells.ts';
import { isOtherSurface, judgeChange } from './fire-lane-change.ts';
import { type CellMemory, createCellMemory, lookKinds } from './fire-lane-memory.ts';
import { borderContrast, boxOfCells, cellsInBox, groupCells, neighbours } from './fire-lane-regions.ts';
import { type CameraShake, createCameraShake } from './fire-lane-shake.ts';
import {
  boxInReference,
  boxNow,
  markUnseen,
  movementOf,
  seenFromReference,
  unmoved,
  type View,
} from './fire-lane-view.ts';
import { areaOf, overlapOf, sharedArea } from './tracker-boxes.ts';

/** Looks closer together in time tell nothing new. */
const shortestStepMs = 180;
/** A change is judged when three quarters of its cells have shown it for so long. */
const matureMs = 1_600;
const lightMatureMs = 3_000;
const smallMatureMs = 20_000;
const smallestCells = 6;
const smallestFill = 0.3;
/** When more than this share of all cells changed, the light or the view did. */
const wholeShare = 0.5;
const heldShare = 0.35;
/** Cells that show ground for so long, most others being held, no longer belong to the thing. */
const mostlyHeldShare = 0.55;
const shedMs = 2_500;
/** A thing that is so far from where its stand began, in units of its size, stands anew. */
const movedShare = 0.4;
const leftMs = 1_800;
/** Picture pixels that the view may move before the picture is set right. */
const leastMovement = 0.35;
/** Parts of one thing come within so long of each other and lie so close, in units of the smaller one's longer side. */
const sameTimeMs = 1_500;
const partGap = 0.6;
const growthShare = 0.3;

/** Something that stands; `box` in source pixels, times in media milliseconds. */
export interface StandingThing {
  readonly id: number;
  box: Box;
  since: number;
  /** Frames since it was found, and those in which the detector saw a person in its place. */
  looks: number;
  personLooks: number;
}

interface Followed extends StandingThing {
  /** Its look per cell, and what the cell was last known to show. */
  cells: Map<number, { look: number; state: 'held' | 'empty' | 'replaced'; emptySince: number | undefined }>;
  /** Its box when its stand began: what has drifted far from it stands anew. */
  place: Box;
  leftSince: number | undefined;
}

/** Shares of the cells in the middle of a box, 0..1, and how plainly its border shows (1: another surface outside). */
export interface Inspection {
  /** Looks as it did a frame ago. */
  same: number;
  /** Shows its ground, and the share of that ground's frames in which the detector saw a vehicle there. */
  ground: number;
  covered: number;
  border: number;
}

export interface StandingThings {
  /** Takes a frame with its vehicles' and people's boxes; answers what stands now. */
  observe(at: number, picture: Picture, detections: readonly Detection[]): readonly StandingThing[];
  /** How the cells of a box look; undefined before the first frame, or of a box smaller than two cells. */
  inspect(box: Box): Inspection | undefined;
  /** Follows what the detector has seen in a box since the ground was learnt; answers the new thing's id. */
  adopt(box: Box, since: number): number | undefined;
}

export function createStandingThings(): StandingThings {
  let memory: CellMemory | undefined;
  let picture: Picture;
  let measured: CellLooks;
  let covered: Uint8Array;
  let unseen: Uint8Array;
  let things: Followed[] = [];
  let shake: CameraShake;
  let view: View = unmoved;
  let lastAt = Number.NEGATIVE_INFINITY;
  let count = 0;

  const begin = (first: Picture): CellMemory => {
    const columns = columnsOf(first);
    const rows = rowsOf(first);
    measured = createLooks(columns * rows);
    covered = new Uint8Array(columns * rows);
    unseen = new Uint8Array(columns * rows);
    things = [];
    shake = createCameraShake();
    return createCellMemory(columns, rows);
  };

  const cover = (cells: CellMemory, vehicles: readonly Detection[]): void => {
    covered.fill(0);
    for (const { box } of vehicles)
      for (const cell of cellsInBox(box, cells.columns, cells.rows, picture)) covered[cell] = 1;
  };

  const addThing = (cells: CellMemory, group: readonly number[], since: number): Followed => {
    const thing: Followed = {
      id: ++count,
      box: boxOfCells(group, cells.columns, picture),
      since,
      looks: 0,
      personLooks: 0,
      cells: new Map(),
      place: boxOfCells(group, cells.columns, picture),
      leftSince: undefined,
    };
    things.push(thing);
    extend(cells, thing, group);
    return thing;
  };

  const extend = (cells: CellMemory, thing: Followed, group: readonly number[]): void => {
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
  const follow = (cells: CellMemory, thing: Followed, at: number): void => {
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
      held += renew(cells, thing, replaced);
    if (held >= heldShare * thing.cells.size) {
      thing.leftSince = undefined;
      if (held >= mostlyHeldShare * thing.cells.size) shedEmpty(cells, thing, at);
      return;
    }
    thing.leftSince ??= at;
    if (at - thing.leftSince >= leftMs) remove(cells, thing);
  };

  /** What shows another look than it did may be the same thing in another light, or another in its place. */
  const stillDiffers = (cells: CellMemory, replaced: readonly number[]): boolean =>
    replaced.every((cell) => cells.groundOf(cell) >= 0) && judgeChange(cells, replaced) === 'came';

  const renew = (cells: CellMemory, thing: Followed, replaced: readonly number[]): number => {
    for (const cell of replaced) cells.forget((thing.cells.get(cell) as { look: number }).look);
    extend(cells, thing, replaced);
    return replaced.length;
  };

  /** Lets go of cells that the thing has left while it stays, and begins its stand anew where it has moved too far. */
  const shedEmpty = (cells: CellMemory, thing: Followed, at: number): void => {
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

  /** The cells whose settled look is neither their ground nor a thing's. */
  const changedCells = (cells: CellMemory): { marked: Uint8Array; changed: number; known: number } => {
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

  const sinceOf = (cells: CellMemory, group: readonly number[]): number => {
    const times = group.map((cell) => cells.since(cells.shown(cell))).sort((a, b) => a - b);
    return times[Math.floor(times.length * 0.75)]!;
  };

  /** Parts of one thing that its dull middle separates: in one detection, or a small part close to a large one. */
  const joinParts = (cells: CellMemory, groups: number[][], vehicles: readonly Detection[]): number[][] => {
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
  const homeOf = (
    cells: CellMemory,
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

  const judge = (
    cells: CellMemory,
    group: readonly number[],
    at: number,
    people: readonly Detection[],
    vehicles: readonly Detection[],
  ): void => {
    const since = sinceOf(cells, group);
    const ageMs = at - since;
    const box = boxOfCells(group, cells.columns, picture);
    const wide = box[2] / picture.scaleX / 4;
    const high = box[3] / picture.scaleY / 4;
    const isSmall =
      group.length < smallestCells || Math.min(wide, high) < 2 || group.length < smallestFill * wide * high;
    const home = ageMs >= matureMs ? homeOf(cells, group, vehicles) : undefined;
    if (home) {
      extend(cells, home, group);
      if (Math.abs(since - home.since) <= sameTimeMs) home.place = home.box;
      return;
    }
    if (isSmall) {
      if (ageMs >= smallMatureMs) for (const cell of group) cells.makeGround(cell, cells.shown(cell), false);
      return;
    }
    if (ageMs < matureMs || people.some((person) => sharedArea(box, person.box) > 0.5 * box[2] * box[3]))
      return;
    const change = judgeChange(cells, group);
    if (change === 'came') swallow(addThing(cells, group, since));
    else if (ageMs >= lightMatureMs)
      for (const cell of group) cells.makeGround(cell, cells.shown(cell), change === 'went');
  };

  const asSeenNow = (thing: Followed): StandingThing => ({ ...thing, box: boxNow(thing.box, view, picture) });

  return {
    observe(at, frame, found) {
      if (frame.channels !== 3) return [];
      const isOtherSize = picture?.width !== frame.width || picture.height !== frame.height;
      picture = frame;
      if (!memory || isOtherSize) memory = begin(frame);
      if (at - lastAt < shortestStepMs) return things.map(asSeenNow);
      lastAt = at;
      const cells = memory;
      view = shake.follow(frame);
      const detections = found.map((detection) => ({
        ...detection,
        box: boxInReference(detection.box, view, frame),
      }));
      const people = detections.filter(({ label }) => label === 'person');
      const vehicles = detections.filter(({ label }) => label !== 'person');
      const isMoved = movementOf(view, frame) > leastMovement;
      measureCells(isMoved ? seenFromReference(frame, view) : frame, measured);
      cover(cells, vehicles);
      markUnseen(view, frame, cellPixels, unseen);
      cells.take(at, measured, covered, unseen);
      for (const thing of [...things]) follow(cells, thing, at);
      const { marked, changed, known } = changedCells(cells);
      if (changed > wholeShare * known && changed > 50) cells.relearn();
      else {
        const groups = groupCells(marked, cells.columns, cells.rows);
        for (const group of joinParts(cells, groups, vehicles)) judge(cells, group, at, people, vehicles);
      }
      for (const thing of things) {
        thing.looks++;
        if (people.some(({ box }) => overlapOf(box, thing.box) > 0.4)) thing.personLooks++;
      }
      return things.map(asSeenNow);
    },
    inspect(box) {
      if (!memory) return undefined;
      const { columns, rows } = memory;
      const place = boxInReference(box, view, picture);
      const middle = cellsInBox(place, columns, rows, picture, 0.7);
      if (middle.length < 2) return undefined;
      let [same, ground, coverage] = [0, 0, 0];
      for (const cell of middle) {
        const shown = memory.shown(cell);
        if (memory.isSame(cell)) same++;
        if (shown < 0 || memory.kindOf(shown) !== lookKinds.ground) continue;
        ground++;
        coverage += memory.coveredShare(shown);
      }
      const all = cellsInBox(place, columns, rows, picture, 0.9);
      return {
        same: same / middle.length,
        ground: ground / middle.length,
        covered: ground > 0 ? coverage / ground : 0,
        border: borderContrast(all, columns, rows, memory.looks, memory.shown) ?? 0,
      };
    },
    adopt(box, since) {
      if (!memory) return undefined;
      const cells = memory;
      const free = cellsInBox(
        boxInReference(box, view, picture),
        cells.columns,
        cells.rows,
        picture,
        0.9,
      ).filter(
        (cell) =>
          cells.shown(cell) >= 0 &&
          cells.kindOf(cells.shown(cell)) !== lookKinds.thing &&
          cells.isSettled(cells.shown(cell)),
      );
      if (free.length < smallestCells) return undefined;
      const thing = addThing(cells, free, since);
      thing.box = boxInReference(box, view, picture);
      return thing.id;
    },
  };
}

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

/** How far a thing's middle is from where its stand began, in units of its mean side. */
const driftOf = ({ place, box }: Followed): number =>
  Math.hypot(box[0] + box[2] / 2 - place[0] - place[2] / 2, box[1] + box[3] / 2 - place[1] - place[3] / 2) /
  Math.sqrt(Math.max(1, areaOf(place)));
