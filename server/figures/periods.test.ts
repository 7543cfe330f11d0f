import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, firstDays, periodBefore, periodOf, periodYearAgo } from './periods.ts';
import { daysOf, rangePieces } from './range-pieces.ts';

describe('periods', () => {
  it('hold the day that they are asked for', () => {
    expect(periodOf('week', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-23' });
    expect(periodOf('month', '2026-12-31')).toEqual({ from: '2026-12-01', to: '2027-01-01' });
    expect(periodOf('quarter', '2026-11-20')).toEqual({ from: '2026-10-01', to: '2027-01-01' });
    expect(periodOf('year', '2026-11-20')).toEqual({ from: '2026-01-01', to: '2027-01-01' });
  });

  it('follow one another, and come back a year ago', () => {
    expect(periodBefore('month', periodOf('month', '2026-03-31'))).toEqual({
      from: '2026-02-01',
      to: '2026-03-01',
    });
    expect(periodBefore('quarter', periodOf('quarter', '2026-01-01'))).toEqual({
      from: '2025-10-01',
      to: '2026-01-01',
    });
    expect(periodYearAgo('month', periodOf('month', '2024-02-29'))).toEqual({
      from: '2023-02-01',
      to: '2023-03-01',
    });
    expect(periodYearAgo('day', periodOf('day', '2024-02-29'))).toEqual({
      from: '2023-02-28',
      to: '2023-03-01',
    });
    expect(periodYearAgo('week', periodOf('week', '2026-11-20'))).toEqual({
      from: '2025-11-17',
      to: '2025-11-24',
    });
  });

  it('are cut to as many days as have passed', () => {
    expect(firstDays(periodOf('month', '2026-02-01'), 30)).toEqual({ from: '2026-02-01', to: '2026-03-01' });
    expect(firstDays(periodOf('month', '2026-01-01'), 21)).toEqual({ from: '2026-01-01', to: '2026-01-22' });
  });
});

describe('a range put together from months and days', () => {
  it('counts every day of it once and no other, and needs few days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 1, max: 800 }), (start, length) => {
        const from = addDays('2024-01-01', start);
        const range = { from, to: addDays(from, length) };
        const count = new Map<string, number>();
        for (const piece of rangePieces(range))
          for (const day of daysOf(piece)) count.set(day, (count.get(day) ?? 0) + piece.sign);
        const counted = [...count].filter(([, times]) => times !== 0);
        expect(counted.every(([, times]) => times === 1)).toBe(true);
        expect(counted.map(([day]) => day).sort()).toEqual(daysOf(range));
        const singleDays = rangePieces(range)
          .filter(({ table }) => table === 'days')
          .flatMap(daysOf);
        expect(singleDays.length).toBeLessThanOrEqual(32);
      }),
    );
  });

  it('is one piece where it is whole months', () => {
    expect(rangePieces({ from: '2026-01-01', to: '2027-01-01' })).toEqual([
      { table: 'months', from: '2026-01-01', to: '2027-01-01', sign: 1 },
    ]);
  });
});
