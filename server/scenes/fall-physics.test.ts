import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitFallOrigin, fitParabola, metresFallen, parabolaAt } from './fall-physics.ts';

const view = { cameraHeightMetres: 3, facadeDistanceMetres: 1e6 };

describe('fitParabola', () => {
  it('recovers any parabola from its points', () => {
    const number = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(number, number, number, (start, rate, acceleration) => {
        const seconds = [3, 3.04, 3.1, 3.2, 3.25, 3.5];
        const truth = { start, rate, acceleration, rms: 0 };
        const fit = fitParabola(
          seconds,
          seconds.map((s) => parabolaAt(truth, s - 3)),
        );
        expect(fit.acceleration).toBeCloseTo(acceleration, 3);
        expect(fit.rate).toBeCloseTo(rate, 3);
        expect(fit.rms).toBeLessThan(1e-6);
      }),
    );
  });

  it('says how far the points scatter', () => {
    expect(fitParabola([0, 1, 2, 3, 4, 5], [1, -1, 1, -1, 1, -1]).rms).toBeGreaterThan(0.8);
  });

  it('takes the mean when all samples share one time', () => {
    expect(fitParabola([2, 2, 2], [1, 2, 6]).start).toBeCloseTo(3);
  });
});

describe('metresFallen', () => {
  it('is half g t² at first and grows by the terminal speed later', () => {
    expect(metresFallen(0.1, 30)).toBeCloseTo(0.049, 3);
    expect(metresFallen(31, 10) - metresFallen(30, 10)).toBeCloseTo(10, 6);
  });

  it('agrees with a fall integrated step by step', () => {
    let [fallen, speed] = [0, 0];
    for (let n = 0; n < 30_000; n++) {
      speed += 9.80665 * (1 - (speed / 14) ** 2) * 1e-4;
      fallen += speed * 1e-4;
    }
    expect(metresFallen(3, 14)).toBeCloseTo(fallen, 2);
  });
});

describe('fitFallOrigin', () => {
  it('finds the height and the moment of release from a part of the fall', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 10, max: 60, noNaN: true }),
        fc.double({ min: 8, max: 35, noNaN: true }),
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        (height, terminalSpeed, unseenSeconds) => {
          const seconds = Array.from({ length: 20 }, (_, i) => unseenSeconds + i * 0.06);
          const heights = seconds.map((s) => height - metresFallen(s, terminalSpeed));
          const origin = fitFallOrigin(seconds, heights, view, 0.08);
          expect(Math.abs(origin.heightMetres - height)).toBeLessThan(
            Math.max(2.5 * origin.heightErrorMetres, 1.2),
          );
          expect(Math.abs(origin.releasedAt)).toBeLessThan(0.45);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is less sure of the height the later the fall is first seen', () => {
    const originSeenAfter = (unseen: number) => {
      const seconds = Array.from({ length: 12 }, (_, i) => unseen + i * 0.06);
      return fitFallOrigin(
        seconds,
        seconds.map((s) => 40 - metresFallen(s, 20)),
        view,
        0.08,
      );
    };
    expect(originSeenAfter(1.6).heightErrorMetres).toBeGreaterThan(originSeenAfter(0.2).heightErrorMetres);
  });
});
