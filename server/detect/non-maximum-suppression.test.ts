import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Box, Detection } from '#contract/detection.ts';
import { intersectionOverUnion, suppressOverlaps } from './non-maximum-suppression.ts';

const side = fc.integer({ min: 1, max: 50 });
const box: fc.Arbitrary<Box> = fc.tuple(fc.nat(100), fc.nat(100), side, side);
const detection: fc.Arbitrary<Detection> = fc.record({
  label: fc.constantFrom('car', 'truck'),
  score: fc.double({ min: 0, max: 1, noNaN: true }),
  box,
});

it('measures overlap alike from both sides, between nothing and all', () => {
  fc.assert(
    fc.property(box, box, (a, b) => {
      const overlap = intersectionOverUnion(a, b);
      expect(overlap).toBeCloseTo(intersectionOverUnion(b, a), 12);
      expect(overlap).toBeGreaterThanOrEqual(0);
      expect(overlap).toBeLessThanOrEqual(1);
      expect(intersectionOverUnion(a, a)).toBe(1);
    }),
  );
});

it('keeps the best, lets no two of a class overlap, and drops nothing without a better one over it', () => {
  fc.assert(
    fc.property(fc.array(detection, { maxLength: 30 }), (all) => {
      const kept = suppressOverlaps(all, 0.5);
      const best = Math.max(...all.map(({ score }) => score));
      if (all.length > 0) expect(kept[0]?.score).toBe(best);
      for (const [i, a] of kept.entries()) {
        for (const b of kept.slice(i + 1)) {
          if (a.label === b.label) expect(intersectionOverUnion(a.box, b.box)).toBeLessThanOrEqual(0.5);
        }
      }
      for (const dropped of all.filter((one) => !kept.includes(one))) {
        expect(
          kept.some((one) => one.score >= dropped.score && intersectionOverUnion(one.box, dropped.box) > 0.5),
        ).toBe(true);
      }
    }),
  );
});
