import { expect, it } from 'vitest';
import { ModelManifest } from '#contract/model.ts';
import { createDetector } from './detector.ts';
import type { ModelSession, ModelTensor } from './open-session.ts';
import { frameOf, manifestOf } from './test-pictures.ts';
import { cutTile, reduced, tilesOver } from './tiles.ts';

const size = { width: 32, height: 16 };

it('covers every pixel with tiles of full size that overlap', () => {
  const tiles = tilesOver({ width: 70, height: 40 }, size, 6);
  expect(tiles.every(({ width, height }) => width === 32 && height === 16)).toBe(true);
  for (let y = 0; y < 40; y++) {
    for (let x = 0; x < 70; x++) {
      const covering = tiles.filter(
        ({ left, top }) => x >= left && x < left + 32 && y >= top && y < top + 16,
      );
      expect(covering.length, `${x},${y}`).toBeGreaterThan(0);
    }
  }
  expect(tilesOver({ width: 20, height: 10 }, size, 6)).toEqual([{ left: 0, top: 0, width: 20, height: 10 }]);
});

it('cuts a tile out pixel by pixel', () => {
  const { picture } = frameOf({ width: 8, height: 8, pixel: (x, y, channel) => x * 10 + y + channel * 100 });
  const tile = cutTile(picture, { left: 3, top: 2, width: 4, height: 4 });
  expect([...tile.data.subarray(0, 6)]).toEqual([32, 132, 232, 42, 142, 242]);
});

it('reduces by means, keeps the source’s scale, and leaves small pictures alone', () => {
  const { picture } = frameOf({ width: 64, height: 32, scale: 2, pixel: (x) => (x % 2 === 0 ? 100 : 200) });
  const small = reduced(picture, size);
  expect(small).toMatchObject({ width: 32, height: 16, scaleX: 4, scaleY: 4 });
  expect(new Set(small.data)).toEqual(new Set([150]));
  const { picture: tiny } = frameOf({ width: 20, height: 10 });
  expect(reduced(tiny, size)).toBe(tiny);
});

const manifest = ModelManifest.parse({
  ...manifestOf({ output: { family: 'heat-map', heat: 'heat', stride: 16, maxPeaks: 4, boxSide: 4 } }),
  input: {
    name: 'image',
    ...size,
    layout: 'NHWC',
    dtype: 'uint8',
    colour: 'rgb',
    fit: 'letterbox-top-left',
    padValue: 0,
    tiles: { largestWidth: 96, largestHeight: 48, overlap: 0 },
  },
  classes: ['smoke'],
});

/** Finds something in the left cell of every picture that holds a pixel of 250. */
const session = (): ModelSession & { given: ModelTensor[] } => {
  const given: ModelTensor[] = [];
  return {
    given,
    async run(input) {
      given.push(input);
      const isBright = (input.data as Uint8Array).includes(250);
      return { heat: { data: Float32Array.from([isBright ? 0.9 : 0, 0]), dims: [1, 1, 1, 2] } };
    },
    release: async () => {},
  };
};
const frame = (at: number) =>
  frameOf({ width: 96, height: 48, scale: 2, at, pixel: (x, y) => (x === 70 && y === 40 ? 250 : 0) });

it('finds in a tile what the whole picture has lost, at its place in the source', async () => {
  const ours = session();
  const observation = await createDetector(manifest, ours).detect(frame(1));
  expect(ours.given).toHaveLength(1 + 9);
  expect(observation?.looked).toBeUndefined();
  expect(observation?.detections).toHaveLength(1);
  const [x, y] = observation?.detections[0]?.box ?? [];
  expect(x).toBeGreaterThanOrEqual(128);
  expect(y).toBeGreaterThanOrEqual(64);
});

it('lets tiles take turns under a bound, looks again where it found, and says where it looked', async () => {
  const ours = session();
  const detector = createDetector(manifest, ours, { runsPerLook: 3 });
  const looked: string[] = [];
  let foundIn = 0;
  for (let look = 0; look < 20; look++) {
    const observation = await detector.detect(frame(look));
    for (const box of observation?.looked ?? []) looked.push(box.join());
    foundIn += observation?.detections.length ? 1 : 0;
  }
  expect(ours.given).toHaveLength(20 * 3);
  expect(new Set(looked).size).toBe(9);
  expect(foundIn).toBeGreaterThan(8);
});
