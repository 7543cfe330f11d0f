import { expect, it } from 'vitest';
import type { Box } from '#contract/detection.ts';
import { createIgnoredSmoke } from './straw-burning-ignored.ts';

const size = { width: 1000, height: 500 };
/** A chimney's mouth in the picture's middle. */
const zone: [number, number][] = [
  [0.4, 0.4],
  [0.6, 0.4],
  [0.6, 0.6],
  [0.4, 0.6],
];

/** Steam of the chimney that drifts to the right, `looks` after it began. */
const steam = (looks: number): Box => [480, 240 - 8 * looks, 40 + 40 * looks, 40];

it('goes on refusing a plume that grows out of its zone', () => {
  const ignored = createIgnoredSmoke([zone]);
  for (let looks = 0; looks < 12; looks++) {
    const plume = steam(looks);
    expect(ignored.among([plume], size).has(plume)).toBe(true);
  }
});

it('lets a plume count that never stood in a zone, however near', () => {
  const ignored = createIgnoredSmoke([zone]);
  for (let looks = 0; looks < 5; looks++) {
    const fire: Box = [640, 230 - 5 * looks, 30, 30 + 5 * looks];
    expect(ignored.among([[480, 240, 60, 40], fire], size).has(fire)).toBe(false);
  }
});

it('does not take for a growing plume what is suddenly many times larger', () => {
  const ignored = createIgnoredSmoke([zone]);
  ignored.among([[480, 240, 40, 40]], size);
  const fire: Box = [100, 0, 600, 400];
  expect(ignored.among([fire], size).has(fire)).toBe(false);
});

it('forgets a refused plume that has long been gone', () => {
  const ignored = createIgnoredSmoke([zone]);
  for (let looks = 0; looks < 12; looks++) ignored.among([steam(looks)], size);
  for (let looks = 0; looks < 10; looks++) ignored.among([], size);
  const fire: Box = [700, 150, 40, 40];
  expect(ignored.among([fire], size).has(fire)).toBe(false);
});
