import { expect, it } from 'vitest';
import { createHealthTracker } from './camera-health.ts';
import { pauseAfterFailureMs } from './watch-stream.ts';

const startTracker = () => {
  const time = { now: 1_000_000 };
  return { time, tracker: createHealthTracker(() => time.now) };
};

it('is down until the first picture, then up', () => {
  const { time, tracker } = startTracker();
  expect(tracker.current()).toMatchObject({ state: 'down', since: 1_000_000 });
  time.now += 500;
  tracker.analysed(1_000_200);
  expect(tracker.current()).toEqual({ state: 'up', since: 1_000_500, fps: 0.1, lagMs: 300 });
});

it('remembers for a while what went wrong in a running stream', () => {
  const { time, tracker } = startTracker();
  tracker.analysed(time.now);
  tracker.reported('http-404');
  time.now += 9_000;
  tracker.analysed(time.now);
  expect(tracker.current()).toMatchObject({ state: 'degraded', reason: 'http-404' });
  time.now += 2_000;
  tracker.analysed(time.now);
  expect(tracker.current()).toMatchObject({ state: 'up' });
  expect(tracker.current().reason).toBeUndefined();
});

it('goes down with the reason of the failure, and keeps since when', () => {
  const { time, tracker } = startTracker();
  tracker.analysed(time.now);
  time.now += 1_000;
  tracker.failed('unreachable');
  time.now += 5_000;
  tracker.failed('unreachable');
  expect(tracker.current()).toMatchObject({
    state: 'down',
    reason: 'unreachable',
    since: 1_001_000,
    fps: 0.1,
  });
});

it('counts a stalled stream as down, for it shows nothing', () => {
  const { time, tracker } = startTracker();
  tracker.analysed(time.now);
  tracker.reported('stalled');
  expect(tracker.current()).toMatchObject({ state: 'down', reason: 'stalled' });
});

it('pauses longer after each failure, up to half a minute, and not in step with other cameras', () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7].map((failures) => pauseAfterFailureMs(failures, 'unreachable', 0.5));
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(pauseAfterFailureMs(1, 'unreachable', 0)).toBe(750);
  expect(pauseAfterFailureMs(1, 'unsupported-codec', 0.5)).toBe(30_000);
});
