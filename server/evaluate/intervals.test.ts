import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rateOf, shareOf } from './intervals.ts';

it('gives Wilson’s interval of a share', () => {
  const five = shareOf(5, 6)!;
  expect(five.value).toBeCloseTo(0.8333, 4);
  expect(five.low).toBeCloseTo(0.4365, 3);
  expect(five.high).toBeCloseTo(0.9699, 3);
  expect(shareOf(0, 0)).toBeUndefined();
});

it('gives the exact interval of a rate, as the tables of Poisson’s distribution have it', () => {
  const none = rateOf(0, 1)!;
  expect([none.value, none.low]).toEqual([0, 0]);
  expect(none.high).toBeCloseTo(3.6889, 3);
  const ten = rateOf(10, 2)!;
  expect(ten.low * 2).toBeCloseTo(4.7954, 3);
  expect(ten.high * 2).toBeCloseTo(18.3904, 3);
  expect(rateOf(3, 0)).toBeUndefined();
});

it('always holds the figure within the interval, and the interval shrinks as more is tried', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.integer({ min: 1, max: 60 }), (hits, more) => {
      const tries = hits + more;
      const share = shareOf(hits, tries)!;
      expect(share.low).toBeLessThanOrEqual(share.value);
      expect(share.high).toBeGreaterThanOrEqual(share.value);
      const larger = shareOf(hits * 4, tries * 4)!;
      expect(larger.high - larger.low).toBeLessThan(share.high - share.low);
      const rate = rateOf(hits, tries)!;
      expect(rate.low).toBeLessThanOrEqual(rate.value);
      expect(rate.high).toBeGreaterThan(rate.value);
    }),
  );
});
