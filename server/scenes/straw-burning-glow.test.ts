import { expect, it } from 'vitest';
import type { Box, Frame } from '#contract/detection.ts';
import { glows } from './straw-burning-glow.ts';

type Colour = [number, number, number];
const flame: Box = [40, 40, 20, 20];

const frameOf = (colourAt: (isFlame: boolean) => Colour, channels: 1 | 3 = 3): Frame => {
  const data = new Uint8Array(100 * 100 * channels);
  for (let i = 0; i < 100 * 100; i++) {
    const [x, y] = [i % 100, Math.floor(i / 100)];
    const colour = colourAt(x >= 40 && x < 60 && y >= 40 && y < 60);
    for (let channel = 0; channel < channels; channel++) data[i * channels + channel] = colour[channel]!;
  }
  return {
    at: 0,
    width: 100,
    height: 100,
    picture: { width: 100, height: 100, channels, data, scaleX: 1, scaleY: 1 },
  };
};

it('sees an orange flame before dark ground', () => {
  expect(
    glows(
      frameOf((isFlame) => (isFlame ? [250, 160, 40] : [60, 70, 70])),
      flame,
    ),
  ).toBe(true);
});

it.each<[string, (isFlame: boolean) => Colour]>([
  ['a white lamp', (isFlame) => (isFlame ? [255, 255, 250] : [30, 30, 30])],
  ['a red car', (isFlame) => (isFlame ? [200, 30, 30] : [110, 110, 110])],
  ['a sunset that is orange all over', () => [240, 150, 60]],
])('is not taken in by %s', (_, colourAt) => {
  expect(glows(frameOf(colourAt), flame)).toBe(false);
});

it('does not judge a grey picture', () => {
  expect(
    glows(
      frameOf(() => [90, 90, 90], 1),
      flame,
    ),
  ).toBe(true);
});
