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
  measureCells,
  rowsOf,
} from './fire-lane-cells.ts';
import { judgeChange } from './fire-lane-change.ts';
import { createFollowedThings, type Ground, type StandingThing } from './fire-lane-followed.ts';
import { type CellMemory, createCellMemory, lookKinds } from './fire-lane-memory.ts';
import { changedCells, homeOf, joinParts, sameTimeMs, sinceOf } from './fire-lane-parts.ts';
import { borderContrast, boxOfCells, cellsInBox, groupCells } from './fire-lane-regions.ts';
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
import { overlapOf, sharedArea } from './tracker-boxes.ts';

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
/** Picture pixels that the view may move before the picture is set right. */
const leastMovement = 0.35;

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
  let things = createFollowedThings();
  let shake: CameraShake;
  let view: View = unmoved;
  let lastAt = Number.NEGATIVE_INFINITY;

  const begin = (first: Picture): CellMemory => {
    const columns = columnsOf(first);
    const rows = rowsOf(first);
    measured = createLooks(columns * rows);
    covered = new Uint8Array(columns * rows);
    unseen = new Uint8Array(columns * rows);
    things = createFollowedThings();
    shake = createCameraShake();
    return createCellMemory(columns, rows);
  };

  const cover = (cells: CellMemory, vehicles: readonly Detection[]): void => {
    covered.fill(0);
    for (const { box } of vehicles)
      for (const cell of cellsInBox(box, cells.columns, cells.rows, picture)) covered[cell] = 1;
  };

  const judge = (
    ground: Ground,
    group: readonly number[],
    at: number,
    people: readonly Detection[],
    vehicles: readonly Detection[],
  ): void => {
    const { cells } = ground;
    const since = sinceOf(cells, group);
    const ageMs = at - since;
    const box = boxOfCells(group, cells.columns, picture);
    const wide = box[2] / picture.scaleX / 4;
    const high = box[3] / picture.scaleY / 4;
    const isSmall =
      group.length < smallestCells || Math.min(wide, high) < 2 || group.length < smallestFill * wide * high;
    const home = ageMs >= matureMs ? homeOf(ground, things.all(), group, vehicles) : undefined;
    if (home) {
      things.extend(ground, home, group);
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
    if (change === 'came') things.swallow(things.add(ground, group, since));
    else if (ageMs >= lightMatureMs)
      for (const cell of group) cells.makeGround(cell, cells.shown(cell), change === 'went');
  };

  const asSeenNow = (thing: StandingThing): StandingThing => ({
    ...thing,
    box: boxNow(thing.box, view, picture),
  });

  return {
    observe(at, frame, found) {
      if (frame.channels !== 3) return [];
      const isOtherSize = picture?.width !== frame.width || picture.height !== frame.height;
      picture = frame;
      if (!memory || isOtherSize) memory = begin(frame);
      if (at - lastAt < shortestStepMs) return things.all().map(asSeenNow);
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
      const ground = { cells, picture: frame };
      things.followAll(ground, at);
      const { marked, changed, known } = changedCells(cells);
      if (changed > wholeShare * known && changed > 50) cells.relearn();
      else {
        const groups = groupCells(marked, cells.columns, cells.rows);
        for (const group of joinParts(ground, groups, vehicles)) judge(ground, group, at, people, vehicles);
      }
      for (const thing of things.all()) {
        thing.looks++;
        if (people.some(({ box }) => overlapOf(box, thing.box) > 0.4)) thing.personLooks++;
      }
      return things.all().map(asSeenNow);
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
      const thing = things.add({ cells, picture }, free, since);
      thing.box = boxInReference(box, view, picture);
      return thing.id;
    },
  };
}
