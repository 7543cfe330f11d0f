import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Box, Point } from '#contract/detection.ts';
import { freeWidthMetres, groundPoint } from './fire-lane-width.ts';

const size = { width: 1280, height: 720 };
const camera = { heightMetres: 6, bearingDegrees: 0, tiltDegrees: -25, horizontalFovDegrees: 70 };

/** The pixel of a place on the ground, metres to the right and ahead. */
function pixelOf([right, ahead]: Point): Point {
  const focal = size.width / 2 / Math.tan((camera.horizontalFovDegrees * Math.PI) / 360);
  const tilt = (camera.tiltDegrees * Math.PI) / 180;
  const depth = ahead * Math.cos(tilt) - camera.heightMetres * Math.sin(tilt);
  const down = camera.heightMetres * Math.cos(tilt) + ahead * Math.sin(tilt);
  return [size.width / 2 + (focal * right) / depth, size.height / 2 + (focal * down) / depth];
}
const lane = (wide: number): Point[] =>
  (
    [
      [-1, 7],
      [wide - 1, 7],
      [wide - 1, 26],
      [-1, 26],
    ] as Point[]
  ).map(pixelOf);
/** The box of something flat on the ground from `left` to `left + wide`. */
const standing = (left: number, wide: number, ahead: number): Box => {
  const [x, y] = pixelOf([left, ahead]);
  return [x, y - 4, pixelOf([left + wide, ahead])[0] - x, 4];
};

it('finds a place on the ground again from its pixel', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -6, max: 6, noNaN: true }),
      fc.double({ min: 6, max: 40, noNaN: true }),
      (x, y) => {
        const [right, ahead] = groundPoint(pixelOf([x, y]), size, camera) as Point;
        expect(right).toBeCloseTo(x, 6);
        expect(ahead).toBeCloseTo(y, 6);
      },
    ),
  );
});

it('measures the wider side beside what stands, whatever the lane and wherever it stands', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 4, max: 8, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.4, max: 2.2, noNaN: true }),
      fc.double({ min: 9, max: 20, noNaN: true }),
      (wide, share, thing, ahead) => {
        const left = share * (wide - thing);
        const free = freeWidthMetres(lane(wide), standing(left - 1, thing, ahead), size, camera) as number;
        expect(Math.abs(free - Math.max(left, wide - thing - left))).toBeLessThan(0.12);
      },
    ),
  );
});

it('says nothing of a lane that reaches above the horizon', () => {
  const level = { ...camera, tiltDegrees: 0 };
  expect(
    freeWidthMetres(
      [
        [0, 100],
        [1280, 100],
        [640, 700],
      ],
      [600, 500, 80, 60],
      size,
      level,
    ),
  ).toBeUndefined();
});
