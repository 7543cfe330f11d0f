import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gcj02ToWgs84, wgs84ToGcj02 } from './gcj02.ts';

/** Metres between two positions, near enough. */
const apartMetres = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]) =>
  Math.hypot((a - c) * 111_320 * Math.cos((b * Math.PI) / 180), (b - d) * 110_574);

describe('GCJ-02', () => {
  it('lies some hundred metres off in China', () => {
    const shift = apartMetres([116.404, 39.915], wgs84ToGcj02([116.404, 39.915]));
    expect(shift).toBeGreaterThan(300);
    expect(shift).toBeLessThan(800);
  });

  it('comes back to within a centimetre, anywhere in China', () => {
    const place = fc.tuple(
      fc.double({ min: 74, max: 134, noNaN: true }),
      fc.double({ min: 18, max: 53, noNaN: true }),
    );
    fc.assert(
      fc.property(place, (wgs84) => apartMetres(gcj02ToWgs84(wgs84ToGcj02(wgs84)), wgs84) < 0.01),
      { numRuns: 500 },
    );
  });

  it('is WGS-84 elsewhere', () => {
    expect(wgs84ToGcj02([2.35, 48.85])).toEqual([2.35, 48.85]);
    expect(gcj02ToWgs84([2.35, 48.85])).toEqual([2.35, 48.85]);
  });
});
