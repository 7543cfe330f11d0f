import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metresFallen } from './fall-physics.ts';
import type { Peak, Track } from './high-rise-throwing-tracks.ts';
import { judgeFall } from './high-rise-throwing-verdict.ts';

const alone = { similarPaths: 0, recentSinkers: 0, restlessShare: 0 };
const pictureHeight = 720;

const trackOf = (
  points: readonly (readonly [number, number])[],
  framesPerSecond: number,
  size = 12,
): Track => {
  const peaks = points.map(([x, y], i): Peak => ({ seconds: i / framesPerSecond, x, y, size, score: 0.6 }));
  return { id: 1, peaks, spanFrames: peaks.length, ageFrames: peaks.length };
};
/** Repeatable jitter of up to half a pixel. */
const jitter = (i: number, seed: number): number => 0.5 * Math.sin(i * 12.9898 + seed);

const anyFall = fc.record({
  pixelsPerMetre: fc.double({ min: 9, max: 90, noNaN: true }),
  terminalSpeed: fc.double({ min: 6, max: 45, noNaN: true }),
  rollDegrees: fc.double({ min: -15, max: 15, noNaN: true }),
  asideMetresPerSecond: fc.double({ min: -1.2, max: 1.2, noNaN: true }),
  /** Towards the camera the picture's scale grows, away from it it shrinks. */
  growth: fc.double({ min: -0.02, max: 0.15, noNaN: true }),
  framesPerSecond: fc.constantFrom(25, 30),
});

describe('the judgement of a path of unknown scale', () => {
  it('takes for a throw what falls from rest, at any scale, roll, drag and tilt of the camera', () => {
    fc.assert(
      fc.property(anyFall, (fall) => {
        const roll = (fall.rollDegrees * Math.PI) / 180;
        const points: [number, number][] = [];
        for (let i = 0; i < 200; i++) {
          const t = i / fall.framesPerSecond;
          const scale = fall.pixelsPerMetre * (1 + fall.growth * t);
          const down = metresFallen(t, fall.terminalSpeed) * scale;
          const aside = fall.asideMetresPerSecond * (1 - Math.exp(-t)) * scale;
          const y = 90 + down * Math.cos(roll) + jitter(i, 2);
          if (y > 700) break;
          if (t > 0.12) points.push([600 + aside + down * Math.sin(roll) + jitter(i, 5), y]);
        }
        // Slower than a tenth of the picture a second nothing is taken for more than a leaf.
        fc.pre(fall.terminalSpeed * fall.pixelsPerMetre > 0.17 * pictureHeight);
        fc.pre(points.length >= 12 && points.at(-1)![1] > 250);
        const verdict = judgeFall(trackOf(points, fall.framesPerSecond), { pictureHeight }, alone);
        expect(verdict).toMatchObject({ valid: true });
        if (verdict.valid) expect(Math.abs(verdict.releasedAtSeconds + 0.16)).toBeLessThan(0.5);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses birds, whether they glide, climb or dive and pull up', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -12, max: 12, noNaN: true }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        (across, down) => {
          const glide = Array.from({ length: 60 }, (_, i): [number, number] => [
            500 + across * i,
            200 + down * i + 4 * Math.sin(i / 2),
          ]);
          expect(judgeFall(trackOf(glide, 25), { pictureHeight }, alone).valid).toBe(false);
          const dive = Array.from({ length: 40 }, (_, i): [number, number] => [
            400 + 6 * i,
            150 + 260 * Math.sin((i / 40) * Math.PI * 0.5) ** 2,
          ]);
          expect(judgeFall(trackOf(dive, 25), { pictureHeight }, alone).valid).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses a raindrop that crosses the picture at full speed, and one of many that seem to gain speed', () => {
    const drop = Array.from({ length: 14 }, (_, i): [number, number] => [300 + i, 60 + 42 * i]);
    expect(judgeFall(trackOf(drop, 25), { pictureHeight }, alone)).toMatchObject({ valid: false });
    const falling = Array.from({ length: 30 }, (_, i): [number, number] => [300, 60 + 0.5 * i * i]);
    expect(judgeFall(trackOf(falling, 25), { pictureHeight }, alone).valid).toBe(true);
    const inRain = { ...alone, similarPaths: 5 };
    expect(judgeFall(trackOf(falling, 25), { pictureHeight }, inRain)).toMatchObject({
      reason: 'one-of-many',
    });
  });

  it('refuses a car that comes nearer: by gravity’s measure it would be far too large', () => {
    const car = Array.from({ length: 80 }, (_, i): [number, number] => [600, 100 + 4000 / (60 - 0.55 * i)]);
    expect(judgeFall(trackOf(car, 25, 80), { pictureHeight }, alone).valid).toBe(false);
  });

  it('refuses a blind that is let down, and a thing that comes to rest', () => {
    const blind = Array.from({ length: 100 }, (_, i): [number, number] => [600, 200 + 1.2 * i]);
    expect(judgeFall(trackOf(blind, 25), { pictureHeight }, alone).valid).toBe(false);
    const settling = Array.from({ length: 50 }, (_, i): [number, number] => [
      600,
      400 - 250 * Math.exp(-i / 9),
    ]);
    expect(judgeFall(trackOf(settling, 25), { pictureHeight }, alone).valid).toBe(false);
  });
});
