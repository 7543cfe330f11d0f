import { describe, expect, it } from 'vitest';
import type { CaseSighting } from '#contract/case.ts';
import { decisiveSighting } from './decisive-sighting.ts';

const sighting = (change: CaseSighting['change'], minute: number, reasons = 1): CaseSighting => ({
  cameraCode: 'c',
  cameraName: null,
  change,
  at: `2031-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
  score: 0.5,
  box: [0, 0, 1, 1],
  location: null,
  reasons: Array.from({ length: reasons }, () => ({ code: 'flame-seen', values: {} })),
  facts: {},
  seenWith: null,
});

describe('decisiveSighting', () => {
  it('is the one that opened the case, in whatever order they come', () => {
    const list = [
      sighting('updated', 9),
      sighting('opened', 7),
      sighting('opened', 3),
      sighting('pre-alarm', 1),
    ];
    expect(decisiveSighting(list)).toBe(list[2]);
    expect(decisiveSighting(list.toReversed())).toBe(list[2]);
  });

  it('is the newest with a reason where nothing opened it, and never the end', () => {
    const list = [
      sighting('cleared', 9),
      sighting('updated', 7),
      sighting('updated', 3),
      sighting('updated', 8, 0),
    ];
    expect(decisiveSighting(list)).toBe(list[1]);
    expect(decisiveSighting([])).toBeUndefined();
  });
});
