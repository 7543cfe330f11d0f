import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { believedSkewMs, createMediaClock } from './media-clock.ts';

const t0 = 1_700_000_000_000;

describe('media clock', () => {
  it('takes the stream’s own time while it is near the wall clock', () => {
    const clock = createMediaClock();
    const placed = [0, 1, 2].map((i) =>
      clock.place({
        sequence: i,
        durationMs: 2000,
        programDateTime: t0 + i * 2000,
        endedByAt: t0 + i * 2000 + 9000,
      }),
    );
    expect(placed).toEqual([0, 2000, 4000].map((ms) => ({ startAt: t0 + ms, clockJumped: false })));
  });

  it('goes by arrival without PROGRAM-DATE-TIME, evenly in spite of jitter', () => {
    const clock = createMediaClock();
    const starts = [0, 130, -90, 40].map(
      (jitterMs, i) =>
        clock.place({ sequence: i, durationMs: 2000, endedByAt: t0 + i * 2000 + jitterMs }).startAt,
    );
    expect(starts).toEqual([0, 1, 2, 3].map((i) => t0 - 2000 + i * 2000));
  });

  it('says once that a camera’s clock is wrong, and keeps the distances between its pictures', () => {
    const clock = createMediaClock();
    const yearAgo = t0 - 365 * 86_400_000;
    const placed = [0, 1, 2].map((i) =>
      clock.place({
        sequence: i,
        durationMs: 2000,
        programDateTime: yearAgo + i * 2000,
        endedByAt: t0 + i * 2000,
      }),
    );
    expect(placed.map(({ clockJumped }) => clockJumped)).toEqual([true, false, false]);
    expect(placed.map(({ startAt }) => startAt)).toEqual([t0 - 2000, t0, t0 + 2000]);
  });

  it('does not let half a minute pass that did not', () => {
    const clock = createMediaClock();
    clock.place({ sequence: 1, durationMs: 2000, programDateTime: t0, endedByAt: t0 + 2000 });
    const leapt = clock.place({
      sequence: 2,
      durationMs: 2000,
      programDateTime: t0 + 32_000,
      endedByAt: t0 + 4000,
    });
    expect(leapt).toEqual({ startAt: t0 + 2000, clockJumped: true });
  });

  it('lets time pass when segments are missing and the wall clock went on', () => {
    const clock = createMediaClock();
    clock.place({ sequence: 1, durationMs: 2000, programDateTime: t0, endedByAt: t0 + 2000 });
    const later = clock.place({
      sequence: 16,
      durationMs: 2000,
      programDateTime: t0 + 30_000,
      endedByAt: t0 + 32_000,
    });
    expect(later).toEqual({ startAt: t0 + 30_000, clockJumped: false });
  });

  it('never runs backwards and never strays from the wall clock, whatever a stream says', () => {
    const step = fc.record({
      pdt: fc.option(fc.integer({ min: -200_000, max: 200_000 }), { nil: undefined }),
      pauseMs: fc.nat(20_000),
      skipped: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const clock = createMediaClock();
        let now = t0;
        let sequence = 0;
        let endAt = Number.NEGATIVE_INFINITY;
        for (const { pdt, pauseMs, skipped } of steps) {
          now += 2000 + pauseMs;
          sequence += 1 + skipped;
          const { startAt } = clock.place({
            sequence,
            durationMs: 2000,
            endedByAt: now,
            ...(pdt === undefined ? {} : { programDateTime: now + pdt }),
          });
          expect(startAt).toBeGreaterThanOrEqual(endAt - 1_000);
          expect(Math.abs(startAt + 2000 - now)).toBeLessThanOrEqual(believedSkewMs + 5_000);
          endAt = startAt + 2000;
        }
      }),
    );
  });
});
