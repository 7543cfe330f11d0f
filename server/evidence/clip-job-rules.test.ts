import { expect, test } from 'vitest';
import { clipKey, retryPauseMs, shortcomings, shouldWaitForFootage } from './clip-job-rules.ts';
import type { EvidenceClip } from './clip-maker.ts';

const clip = (missing: EvidenceClip['missing'], damaged = 0): EvidenceClip => ({
  bytes: new Uint8Array(),
  fromAt: 0,
  toAt: 10_000,
  codec: 'avc1.64001f',
  width: 160,
  height: 120,
  missing,
  damaged,
});

test('waits twice for footage whose end has not come, then takes what there is', () => {
  const unfinished = clip([{ fromAt: 8000, toAt: 10_000 }]);
  expect([1, 2, 3].map((attempts) => shouldWaitForFootage(unfinished, 10_000, attempts))).toEqual([
    true,
    true,
    false,
  ]);
  expect([1, 2, 3].map((attempts) => shouldWaitForFootage(undefined, 10_000, attempts))).toEqual([
    true,
    true,
    false,
  ]);
});

test('does not wait for what will not come any more', () => {
  expect(shouldWaitForFootage(clip([]), 10_000, 1)).toBe(false);
  expect(shouldWaitForFootage(clip([{ fromAt: 0, toAt: 4000 }]), 10_000, 1)).toBe(false);
});

test('pauses longer and longer, five minutes at most', () => {
  expect([1, 2, 3, 4, 30].map(retryPauseMs)).toEqual([2000, 4000, 8000, 16_000, 300_000]);
});

test('says how much is missing, and nothing of a whole clip', () => {
  expect(shortcomings(clip([]))).toBeNull();
  const holes = [
    { fromAt: 0, toAt: 4000 },
    { fromAt: 6000, toAt: 6500 },
  ];
  expect(shortcomings(clip(holes, 2))).toBe('4.5 s of footage missing, 2 segments damaged');
});

test('files clips by day', () => {
  expect(clipKey('7f1c', Date.UTC(2030, 0, 9, 23, 59))).toBe('2030/01/09/7f1c/clip.mp4');
});
