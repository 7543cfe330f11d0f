import { expect, test } from 'vitest';
import { cutPictures, missingStretches, placePictures } from './clip-timeline.ts';

/** Two seconds of four pictures, beginning with a keyframe. */
const segment = (startAt: number, firstTimestamp: number, discontinuity = false) => ({
  startAt,
  discontinuity,
  packets: [0, 0.5, 1, 1.5].map((offset) => ({
    timestamp: firstTimestamp + offset,
    duration: 0.5,
    type: offset === 0 ? ('key' as const) : ('delta' as const),
  })),
});
const timesOf = (placed: { at: number }[]) => placed.map((picture) => Math.round(picture.at));

test('follows the stream’s own timestamps while they run on, not the jitter of the start times', () => {
  const placed = placePictures([segment(1000, 50), segment(3040, 52), segment(4980, 54)]);
  expect(timesOf(placed)).toEqual([1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000, 5500, 6000, 6500]);
});

test('runs on without a seam where the timestamps begin anew', () => {
  const placed = placePictures([segment(1000, 50), segment(3020, 0, true)]);
  expect(timesOf(placed)).toEqual([1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500]);
});

test('runs on where a 33-bit timestamp wraps without an announcement', () => {
  const wrapSeconds = 2 ** 33 / 90_000;
  const placed = placePictures([segment(1000, wrapSeconds - 2), segment(3000, 0)]);
  expect(timesOf(placed).slice(4)).toEqual([3000, 3500, 4000, 4500]);
});

test('leaves the gap of a missing segment open, in the time it took', () => {
  const placed = placePictures([segment(1000, 50), segment(5000, 54)]);
  expect(timesOf(placed)).toEqual([1000, 1500, 2000, 2500, 5000, 5500, 6000, 6500]);
  expect(missingStretches(placed, 1000, 7000)).toEqual([{ fromAt: 3000, toAt: 5000 }]);
});

test('waits for a keyframe after a gap', () => {
  const later = segment(5000, 54);
  for (const packet of later.packets.slice(0, 2)) packet.type = 'delta';
  if (later.packets[2]) later.packets[2].type = 'key';
  expect(timesOf(placePictures([segment(1000, 50), later]))).toEqual([1000, 1500, 2000, 2500, 6000, 6500]);
});

test('waits for a keyframe even where that comes only segments later', () => {
  const without = segment(5000, 54);
  for (const packet of without.packets) packet.type = 'delta';
  expect(timesOf(placePictures([without, segment(7000, 56)]))).toEqual([7000, 7500, 8000, 8500]);
});

test('leaves out footage that came twice', () => {
  const placed = placePictures([segment(1000, 50), segment(1300, 50), segment(3000, 52)]);
  expect(timesOf(placed)).toEqual([1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500]);
});

test('cuts from the keyframe before the beginning to the last picture before the end', () => {
  const placed = placePictures([segment(1000, 0), segment(3000, 2), segment(5000, 4)]);
  expect(timesOf(cutPictures(placed, 4200, 5600))).toEqual([3000, 3500, 4000, 4500, 5000, 5500]);
});

test('begins at the first keyframe where there is none before the beginning', () => {
  expect(timesOf(cutPictures(placePictures([segment(3000, 2)]), 1000, 3600))).toEqual([3000, 3500]);
});

test('finds nothing where there is no picture of that time', () => {
  expect(cutPictures(placePictures([segment(3000, 2)]), 0, 3000)).toEqual([]);
  expect(missingStretches([], 0, 3000)).toEqual([{ fromAt: 0, toAt: 3000 }]);
});

test('tells what is missing at the beginning and at the end', () => {
  const placed = placePictures([segment(3000, 2)]);
  expect(missingStretches(placed, 1000, 9000)).toEqual([
    { fromAt: 1000, toAt: 3000 },
    { fromAt: 5000, toAt: 9000 },
  ]);
  expect(missingStretches(placed, 2600, 5400), 'a few tenths are nothing to tell').toEqual([]);
});
