import { describe, expect, it } from 'vitest';
import type { Frame } from '#contract/detection.ts';
import type { Blob } from './blobs.ts';
import { createMotionProposals } from './motion-proposals.ts';

const [width, height] = [320, 240];
const frameMs = 40;

/** Repeatable noise of about ±`strength` grey levels. */
const noise = (strength: number) => {
  let state = 12345;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return ((state / 0x7fffffff) * 2 - 1) * strength;
  };
};
/** A wall with windows, so that there is texture to hold on to. */
const wall = (x: number, y: number): number =>
  110 + (Math.floor(x / 17) % 2) * 45 + (Math.floor(y / 23) % 2) * 30 + 6 * Math.sin(x / 3 + y / 5);

interface Look {
  number: number;
  x: number;
  y: number;
}

/** Frames of the wall on which `paint` may change each pixel; `shift` moves the camera. */
function* film(
  frames: number,
  paint: (look: Look, value: number) => number,
  shift: (number: number) => [number, number] = () => [0, 0],
): Generator<Frame> {
  const grain = noise(2.5);
  for (let number = 0; number < frames; number++) {
    const [dx, dy] = shift(number);
    const data = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const value = paint({ number, x, y }, wall(x - dx, y - dy)) + grain();
        data[y * width + x] = Math.max(0, Math.min(255, Math.round(value)));
      }
    }
    const picture = { width, height, channels: 1 as const, data, scaleX: 1, scaleY: 1 };
    yield { at: number * frameMs, width, height, picture };
  }
}

/** What was found in each frame from `from` on. */
function blobsOf(frames: Iterable<Frame>, from = 30): { at: number; blobs: Blob[] }[] {
  const proposals = createMotionProposals();
  return [...frames]
    .map((frame) => proposals.take(frame))
    .filter((found) => found !== undefined)
    .map(({ frame, blobs }) => ({ at: frame.at / frameMs, blobs }))
    .filter(({ at }) => at >= from);
}

const square = (x: number, y: number, cx: number, cy: number, side: number): boolean =>
  Math.abs(x + 0.5 - cx) < side / 2 && Math.abs(y + 0.5 - cy) < side / 2;

describe('motion proposals', () => {
  it('follow a thing of three pixels to less than a pixel, and find nothing else', () => {
    const at = (number: number) => ({ x: 150.5, y: 20.5 + (number - 30) * 5 });
    const seen = blobsOf(
      film(70, ({ number, x, y }, value) => {
        const thing = at(number);
        return number >= 30 && square(x, y, thing.x, thing.y, 3) ? 20 : value;
      }),
    );
    const found = seen.filter(({ at: number, blobs }) =>
      blobs.some((blob) => Math.hypot(blob.x - at(number).x, blob.y - at(number).y) < 1),
    );
    expect(found.length / seen.length).toBeGreaterThan(0.9);
    expect(seen.flatMap(({ blobs }) => blobs).length).toBeLessThan(1.1 * seen.length);
  });

  it('keep a thing of forty pixels in one piece', () => {
    const seen = blobsOf(
      film(60, ({ number, x, y }, value) =>
        number >= 30 && square(x, y, 160, (number - 30) * 7, 40) ? 230 : value,
      ),
      38,
    );
    const pieces = seen.filter(({ at }) => at < 54).map(({ blobs }) => blobs.length);
    expect(Math.max(...pieces)).toBe(1);
  });

  it('find nothing when the camera shakes by a pixel and a half', () => {
    const seen = blobsOf(
      film(
        80,
        (_, value) => value,
        (number) => [1.5 * Math.sin(number / 2), 1.5 * Math.cos(number / 3)],
      ),
      45,
    );
    expect(seen.flatMap(({ blobs }) => blobs)).toEqual([]);
  });

  it('find nothing when the exposure changes, in a step or slowly', () => {
    const brighter = (number: number) => (number > 40 ? 25 : 0) + number / 10;
    const seen = blobsOf(film(80, ({ number }, value) => value + brighter(number)));
    expect(seen.flatMap(({ blobs }) => blobs)).toEqual([]);
  });

  it('learn a tree that never rests, and still see what falls beside it', () => {
    const seen = blobsOf(
      film(160, ({ number, x, y }, value) => {
        if (x < 80) return 60 + 50 * Math.sin(number * 0.8 + x * 1.7 + y * 2.3);
        return number > 130 && square(x, y, 200.5, (number - 130) * 6, 4) ? 20 : value;
      }),
      131,
    );
    const blobs = seen.flatMap((one) => one.blobs);
    const beside = blobs.filter(({ x }) => Math.abs(x - 200.5) < 2);
    expect(beside.length / seen.length).toBeGreaterThan(0.8);
    expect(blobs.length - beside.length).toBeLessThan(0.3 * seen.length);
  });

  it('see a thing that differs from the wall by its colour alone', () => {
    const half = (number: number, colour: number) =>
      Uint8Array.from({ length: (width * height) / 4 }, (_, i) =>
        number >= 30 && square((i % 160) * 2, Math.floor(i / 160) * 2, 100, (number - 30) * 5, 12)
          ? colour
          : 128,
      );
    const frames = [...film(70, (_, value) => value)].map((frame, number) => ({
      ...frame,
      picture: {
        ...frame.picture,
        chroma: { width: 160, height: 120, blue: half(number, 190), red: half(number, 110) },
      },
    }));
    const seen = blobsOf(frames, 34).filter(({ at }) => at < 66);
    const near = seen.filter(({ at, blobs }) =>
      blobs.some(({ x, y }) => Math.hypot(x - 100, y - (at - 30) * 5) < 3),
    );
    expect(near.length / seen.length).toBeGreaterThan(0.9);
  });
});
