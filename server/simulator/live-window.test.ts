import fc from 'fast-check';
import { expect, test } from 'vitest';
import { liveWindow } from './live-window.ts';

const durations = [2000, 2000, 2000, 1000];

test('publishes nothing before the first segment is over', () => {
  expect(liveWindow(durations, 1999, 6).segments).toEqual([]);
});

test('publishes a segment at the moment it is over', () => {
  expect(liveWindow(durations, 2000, 6).segments.map((s) => s.sequence)).toEqual([0]);
});

test('marks where the clip begins again, and counts it once it has left the window', () => {
  const fresh = liveWindow(durations, 9000, 3);
  expect(fresh.segments.map((s) => [s.sequence, s.index, s.startMs, s.discontinuity])).toEqual([
    [2, 2, 4000, false],
    [3, 3, 6000, false],
    [4, 0, 7000, true],
  ]);
  expect(fresh.discontinuitySequence).toBe(0);
  expect(liveWindow(durations, 13_000, 3).discontinuitySequence, 'the seam is still at the head').toBe(0);
  expect(liveWindow(durations, 14_000, 3).discontinuitySequence, 'the seam has left').toBe(1);
});

test('gives every segment one start, one sequence and one discontinuity number, whenever it is asked', () => {
  const shape = fc.record({
    durations: fc.array(fc.integer({ min: 200, max: 4000 }), { minLength: 1, maxLength: 9 }),
    times: fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 2, maxLength: 20 }),
    size: fc.integer({ min: 1, max: 8 }),
  });
  fc.assert(
    fc.property(shape, ({ durations, times, size }) => {
      const seen = new Map<number, string>();
      for (const at of times) {
        const window = liveWindow(durations, at, size);
        let discontinuities = window.discontinuitySequence;
        let expectedStart = window.segments[0]?.startMs;
        for (const segment of window.segments) {
          if (segment.discontinuity) discontinuities++;
          expect(segment.startMs).toBe(expectedStart);
          expectedStart = segment.startMs + segment.durationMs;
          expect(expectedStart).toBeLessThanOrEqual(at);
          const facts = `${segment.index} ${segment.startMs} ${discontinuities}`;
          expect(seen.get(segment.sequence) ?? facts).toBe(facts);
          seen.set(segment.sequence, facts);
        }
        const newest = window.segments.at(-1);
        if (newest) expect(at - newest.startMs - newest.durationMs).toBeLessThan(Math.max(...durations));
      }
    }),
  );
});
