import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box, Picture } from '#contract/detection.ts';
import { createCameraShake } from './fire-lane-shake.ts';
import { boxInReference, boxNow, movementOf, seenFromReference, type View } from './fire-lane-view.ts';

const width = 320;
const height = 180;

/** A yard of kerbs, slabs and walls: plain edges in every direction, and grain. */
const yard = (seenFrom: View, light = 1): Picture => {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 3) {
      const dx = x - (width - 1) / 2 - seenFrom.right;
      const dy = y - (height - 1) / 2 - seenFrom.down;
      const u = (dx + dy * seenFrom.turn) / (1 + seenFrom.grow);
      const v = (dy - dx * seenFrom.turn) / (1 + seenFrom.grow);
      const slabs = Math.sin(u / 9) + Math.sin(v / 7) + Math.sin((u + 2 * v) / 23) + Math.sin((u - v) / 13);
      data[i] = data[i + 1] = data[i + 2] = Math.max(0, Math.min(255, light * (110 + 22 * slabs)));
    }
  return { width, height, channels: 3, data, scaleX: 2, scaleY: 2 };
};
const still: View = { right: 0, down: 0, turn: 0, grow: 0 };
const apart = (a: View, b: View): number =>
  movementOf(
    { right: a.right - b.right, down: a.down - b.down, turn: a.turn - b.turn, grow: a.grow - b.grow },
    { width, height },
  );
const around = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
const views = fc.record({ right: around(5), down: around(5), turn: around(0.008), grow: around(0.008) });

describe('the camera’s shake', () => {
  it('is found to within a pixel: shift, turn and zoom, in other light too', () => {
    fc.assert(
      fc.property(views, fc.double({ min: 0.7, max: 1.2, noNaN: true }), (moved, light) => {
        const shake = createCameraShake();
        shake.follow(yard(still));
        shake.follow(
          yard({ right: moved.right / 2, down: moved.down / 2, turn: moved.turn / 2, grow: moved.grow / 2 }),
        );
        expect(apart(shake.follow(yard(moved, light)), moved)).toBeLessThan(1);
      }),
      { numRuns: 25 },
    );
  });

  it('is none where a lorry drives through a picture that stands still', () => {
    const shake = createCameraShake();
    shake.follow(yard(still));
    for (let x = 0; x < 240; x += 12) {
      const picture = yard(still);
      for (let row = 60; row < 120; row++)
        picture.data.fill(230, (row * width + x) * 3, (row * width + x + 80) * 3);
      expect(movementOf(shake.follow(picture), picture)).toBeLessThan(0.5);
    }
  });

  it('is not guessed where nothing has an edge to hold on to', () => {
    const shake = createCameraShake();
    const fog: Picture = { ...yard(still), data: new Uint8Array(width * height * 3).fill(120) };
    shake.follow(fog);
    expect(shake.follow(fog)).toEqual(still);
  });
});

describe('a moved view', () => {
  it('takes a box there and back', () => {
    const boxes = fc.tuple(around(200), around(100), fc.nat(80), fc.nat(80));
    fc.assert(
      fc.property(views, boxes, (view, [x, y, w, h]) => {
        const box: Box = [x + 200, y + 100, w + 4, h + 4];
        const back = boxInReference(boxNow(box, view, yard(still)), view, yard(still));
        for (const [i, value] of back.entries())
          expect(Math.abs(value - (box[i] as number))).toBeLessThan(0.6);
      }),
      { numRuns: 50 },
    );
  });

  it('shows the reference again when it is undone', () => {
    const moved: View = { right: 3, down: -2, turn: 0.004, grow: 0.003 };
    const undone = seenFromReference(yard(moved), moved);
    const reference = yard(still);
    let worst = 0;
    for (let y = 20; y < height - 20; y++)
      for (let x = 20; x < width - 20; x++) {
        const i = (y * width + x) * 3;
        worst = Math.max(worst, Math.abs((undone.data[i] as number) - (reference.data[i] as number)));
      }
    expect(worst).toBeLessThan(6);
  });
});
