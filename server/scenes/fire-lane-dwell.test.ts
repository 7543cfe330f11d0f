import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDwellCount } from './fire-lane-dwell.ts';

const track = (standingSince = 0, seen = 100) => ({ id: 1, standingSince, seen });

describe('the dwell', () => {
  it('is what lies between looks close to each other', () => {
    const dwell = createDwellCount(60_000);
    for (let at = 0; at <= 60_000; at += 2_000) dwell.look(at, [track()]);
    expect(dwell.stoodMs(track(), 60_000)).toBe(60_000);
    expect(dwell.isOver(track(), 60_000)).toBe(true);
  });

  it('counts of a long gap no more than a fifth of itself, and at most fifteen seconds', () => {
    const dwell = createDwellCount(60_000);
    for (const at of [0, 50_000, 51_000]) dwell.look(at, [track()]);
    expect(dwell.stoodMs(track(), 51_000)).toBe(13_000);
    const slow = createDwellCount(600_000);
    for (const at of [0, 100_000]) slow.look(at, [track()]);
    expect(slow.stoodMs(track(), 100_000)).toBe(15_000);
  });

  it('begins anew with a new stand', () => {
    const dwell = createDwellCount(60_000);
    for (const at of [0, 50_000]) dwell.look(at, [track()]);
    dwell.look(51_000, [track(51_000)]);
    dwell.look(53_000, [track(51_000)]);
    expect(dwell.stoodMs(track(51_000), 53_000)).toBe(2_000);
  });

  it('needs more looks the longer it is', () => {
    const dwell = createDwellCount(60_000);
    for (let at = 0; at <= 60_000; at += 10_000) dwell.look(at, [track()]);
    expect(dwell.isOver(track(0, 4), 60_000)).toBe(false);
    expect(dwell.isOver(track(0, 5), 60_000)).toBe(true);
  });

  it('is never longer than the time that has passed, nor shorter than nothing', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1_000, max: 300_000 }), (steps, dwellMs) => {
        const dwell = createDwellCount(dwellMs);
        let at = 0;
        dwell.look(at, [track()]);
        for (const step of steps) {
          at += step;
          dwell.look(at, [track()]);
          const stood = dwell.stoodMs(track(), at);
          if (stood < 0 || stood > at) return false;
        }
        return true;
      }),
    );
  });
});
