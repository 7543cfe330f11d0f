/** Watches one view for what rises where nothing was before, look by look. */
import type { Box, Frame } from '#contract/detection.ts';
import { changedShareIn, patchesIn } from './straw-burning-patches.ts';
import { blockSide, type Plane, planeOf } from './straw-burning-plane.ts';
import { followRisings, judgeRising, type Rising, type RisingVerdict } from './straw-burning-rising.ts';
import { createVeilBackground } from './straw-burning-veil.ts';

/** A background of fewer looks knows too little to say what is new. */
const fewestLooks = 6;
/** Where more of the picture than this differs, it is the weather. */
const largestChange = 0.12;
/** Looks after which a rising is suspected and no longer learnt. */
const suspectedAfter = 3;
/** What is steadily there is told to the scene, once it has been so for so many looks. */
const toldAfter = 3;

export interface Watched {
  /** Steady risings of this look with their verdicts. */
  risings: { rising: Rising; verdict: RisingVerdict }[];
  /** Share of a box (source pixels) that differs from the learnt background. */
  changedShareIn(box: Box): number;
  /** Looks the background has learnt from. */
  looks: number;
}

/** @param learningLooks looks over which the background is learnt */
export const createWatch = (
  learningLooks: number,
): { observe(frame: Frame, open: readonly Box[]): Watched } => {
  const background = createVeilBackground(learningLooks);
  let risings: Rising[] = [];

  return {
    /** `open` are the boxes of smoke already known: their land is not learnt away. */
    observe(frame, open) {
      const plane = planeOf(frame.picture);
      const map = background.observe(plane, keptBlocks(plane, risings, open));
      const isKnown = map.looks >= fewestLooks && map.changedShare <= largestChange;
      risings = isKnown ? followRisings(risings, patchesIn(map, plane), frame.at, map) : [];
      const judged = risings
        .filter(({ missesInARow, sizes }) => missesInARow === 0 && sizes.length >= toldAfter)
        .map((rising) => ({ rising, verdict: judgeRising(rising, map) }));
      return {
        risings: judged.filter(({ verdict }) => verdict.isSteady),
        changedShareIn: (box) => changedShareIn(box, map, plane),
        looks: map.looks,
      };
    },
  };
};

function keptBlocks(
  { width, height, scaleX, scaleY }: Plane,
  risings: readonly Rising[],
  open: readonly Box[],
): Uint8Array {
  const columns = width / blockSide;
  const rows = height / blockSide;
  const kept = new Uint8Array(columns * rows);
  for (const { sizes, last } of risings) {
    if (sizes.length >= suspectedAfter) for (const block of last.blocks) kept[block] = 1;
  }
  for (const [x, y, w, h] of open) {
    const left = Math.max(0, Math.floor(x / scaleX / blockSide));
    const right = Math.min(columns, Math.ceil((x + w) / scaleX / blockSide));
    for (
      let row = Math.max(0, Math.floor(y / scaleY / blockSide));
      row < Math.min(rows, Math.ceil((y + h) / scaleY / blockSide));
      row++
    ) {
      kept.fill(1, row * columns + left, row * columns + Math.max(left, right));
    }
  }
  return kept;
}
