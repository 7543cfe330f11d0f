/** What an operator told a camera to ignore, and what grows out of it: refused smoke stays refused while it is one connected thing. */
import type { Box, Point } from '#contract/detection.ts';
import { area, footOf, shareInside, shareOf } from './straw-burning-boxes.ts';

/** Share of a box, or of its foot, that lies in a zone. */
const mostInZone = 0.5;
/** Share of the one box that the other covers, for what is there now to be what was refused before. */
const sameThing = 0.5;
/** Smoke grows from look to look, but not without measure: what is so many times larger is something else. */
const mostGrowth = 4;
/** Looks for which refused smoke is remembered while it can't be seen. */
const rememberedLooks = 8;

interface Refused {
  box: Box;
  looksAgo: number;
}

export interface IgnoredSmoke {
  /** Of the boxes (source pixels) of one look, those that are none of the scene's business. */
  among(boxes: readonly Box[], size: { width: number; height: number }): ReadonlySet<Box>;
}

/** Follows, look by look, what began in one of the zones (0..1 of the picture). */
export const createIgnoredSmoke = (zones: readonly (readonly Point[])[]): IgnoredSmoke => {
  let refused: Refused[] = [];
  return {
    among(boxes, { width, height }) {
      if (zones.length === 0) return new Set();
      const isInZone = (box: Box): boolean => {
        const [x, y] = footOf(box);
        return zones.some(
          (zone) =>
            shareInside(box, zone, width, height) >= mostInZone ||
            shareInside([x - 1, y - 2, 2, 2], zone, width, height) >= mostInZone,
        );
      };
      const ignored = new Set(
        boxes.filter((box) => isInZone(box) || refused.some((before) => isSame(before.box, box))),
      );
      const now = [...ignored].map((box) => ({ box, looksAgo: 0 }));
      const before = refused
        .filter(({ box }) => !now.some((other) => isSame(box, other.box)))
        .map(({ box, looksAgo }) => ({ box, looksAgo: looksAgo + 1 }))
        .filter(({ looksAgo }) => looksAgo <= rememberedLooks);
      refused = [...now, ...before];
      return ignored;
    },
  };
};

/** One lies for the most part in the other: it has grown, or a part of it is seen. A fire beside it does neither. */
const isSame = (before: Box, now: Box): boolean =>
  (shareOf(before, now) >= sameThing && area(now) <= mostGrowth * area(before)) ||
  shareOf(now, before) >= sameThing;
