import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box, Detection } from '#contract/detection.ts';
import { FireLaneSettings } from '#contract/scene-settings.ts';
import { car, every, observation, parked, play, rectangle, settings, startAt } from './fire-lane.fixture.ts';
import { createFireLaneScene } from './fire-lane.scene.ts';

const of = (changes: { change: string; seconds: number }[], kind: string) =>
  changes.filter(({ change }) => change === kind).map(({ seconds }) => seconds);
const standing =
  (from: number, to: number, box: Box = parked) =>
  (t: number) =>
    t >= from && t < to ? [car(box)] : [];

describe('fire lane', () => {
  it('warns, opens at the dwell, reports how long, and clears within five seconds of leaving', () => {
    const changes = play(every(1, 200), standing(10, 150));
    expect(of(changes, 'pre-alarm')).toEqual([40]);
    expect(of(changes, 'opened')).toEqual([70]);
    expect(of(changes, 'updated')).toEqual([100, 130]);
    expect(of(changes, 'cleared')[0]).toBeGreaterThanOrEqual(150);
    expect(of(changes, 'cleared')[0]).toBeLessThanOrEqual(155);
    expect(changes.find(({ change }) => change === 'opened')).toMatchObject({
      startedAt: startAt + 10_000,
      label: 'car',
      anchor: [325, 270],
      facts: { durationSeconds: 60 },
    });
    expect(new Set(changes.map(({ incidentKey }) => incidentKey)).size).toBe(1);
  });

  it('ends its warning when the vehicle leaves before the dwell', () => {
    const changes = play(every(1, 90), standing(10, 55));
    expect(changes.map(({ change }) => change)).toEqual(['pre-alarm', 'cleared']);
    expect(new Set(changes.map(({ incidentKey }) => incidentKey)).size).toBe(1);
  });

  it('works at one frame in two seconds and at twenty-five a second', () => {
    for (const step of [2, 0.5, 0.04]) {
      const changes = play(every(step, 140), standing(10, 120));
      expect(of(changes, 'opened').map(Math.round)).toEqual([70]);
      expect(of(changes, 'cleared')).toHaveLength(1);
    }
  });

  it('does not take a gap between looks for standing: who knows what happened in it', () => {
    const twice = play([0, 1, 2, 56, 57, 58], () => [car(parked)]);
    expect(of(twice, 'opened')).toEqual([]);
    const seldom = play(every(10, 140), standing(0, 200));
    expect(of(seldom, 'opened')).toEqual([60]);
    const moreSeldom = play(every(20, 300), standing(0, 300));
    expect(of(moreSeldom, 'opened')).toEqual([100]);
  });

  it('keeps the dwell when a vehicle is missed for some seconds or hidden by traffic', () => {
    const passing: Detection = car([250, 190, 200, 110]);
    const changes = play(every(1, 120), (t) => {
      if (t >= 20 && t < 24) return [];
      if (t >= 40 && t < 52) return [passing];
      return [car(parked)];
    });
    expect(of(changes, 'opened')).toEqual([60]);
    expect(of(changes, 'cleared')).toEqual([]);
  });

  it('says nothing of a person, of a thing outside the zone, or in an area to ignore', () => {
    const ignoring = FireLaneSettings.parse({
      ...settings,
      ignoreZones: [
        [
          [0.4, 0.5],
          [0.62, 0.5],
          [0.62, 0.9],
          [0.4, 0.9],
        ],
      ],
    });
    expect(play(every(1, 100), () => [{ label: 'person', score: 0.9, box: parked }])).toEqual([]);
    expect(play(every(1, 100), () => [car([20, 200, 90, 70])])).toEqual([]);
    expect(play(every(1, 100), () => [car(parked)], { settings: ignoring })).toEqual([]);
  });

  it('keeps one incident when the vehicle moves up within the zone, and clears it when it drives out', () => {
    const place = (t: number): Box =>
      t < 100 ? parked : t < 110 ? [290, 220, 95, 74] : [290, Math.min(600, 220 + (t - 110) * 40), 95, 74];
    const changes = play(every(0.5, 200), (t) => (place(t)[1] < 360 ? [car(place(t))] : []));
    expect(of(changes, 'opened')).toHaveLength(1);
    expect(of(changes, 'cleared')).toHaveLength(1);
    expect(of(changes, 'cleared')[0]).toBeLessThan(120);
  });

  it('counts two vehicles as two and a vehicle with two labels as one', () => {
    const other: Box = [380, 230, 80, 60];
    const changes = play(every(1, 80), () => [
      car(parked, 0.9),
      { label: 'truck', score: 0.5, box: [283, 203, 88, 66] },
      car(other),
    ]);
    expect(of(changes, 'opened')).toEqual([60, 60]);
  });

  it('confirms by the picture alone what the detector loses after it was opened', () => {
    const box: Box = [280, 200, 90, 70];
    const paint = (data: Uint8Array, t: number) => {
      if (t >= 150) return;
      rectangle(data, box, [40, 40, 45]);
      rectangle(data, [295, 205, 60, 25], [210, 210, 205]);
    };
    const changes = play(every(1, 170), (t) => (t < 80 || (t > 100 && t < 110) ? [car(box)] : []), { paint });
    expect(of(changes, 'opened')).toEqual([60]);
    expect(of(changes, 'cleared')).toHaveLength(1);
    expect(of(changes, 'cleared')[0]).toBeGreaterThanOrEqual(150);
    expect(of(changes, 'cleared')[0]).toBeLessThanOrEqual(155);
  });

  it('does not believe a detector that blinks at something which is plainly there all the time', () => {
    const paint = (data: Uint8Array) => {
      rectangle(data, [280, 200, 90, 70], [40, 40, 45]);
      rectangle(data, [295, 205, 60, 25], [210, 210, 205]);
    };
    const blinking = (t: number) => (t < 6 || t % 5 < 3 ? [car(parked)] : []);
    expect(of(play(every(1, 120), blinking, { paint }), 'opened')).toEqual([]);
  });

  it('tells how much of the lane stays free where the camera’s geometry is known', () => {
    const geometry = { heightMetres: 6, bearingDegrees: 0, tiltDegrees: -25, horizontalFovDegrees: 70 };
    const scene = createFireLaneScene({ settings, geometry, mode: 'recording' });
    const [opened] = every(1, 70)
      .flatMap((t) => scene.observe(observation(t, [car(parked)])))
      .filter(({ change }) => change === 'opened');
    const free = opened?.facts.freeWidthMetres;
    expect(free).toBeGreaterThan(1);
    expect(free).toBeLessThan(4);
    expect(opened?.reasons).toContainEqual({
      code: 'fire-lane.too-narrow',
      values: { freeMetres: free, neededMetres: 4 },
    });
    expect(play(every(1, 70), () => [car(parked)]).every(({ facts }) => !('freeWidthMetres' in facts))).toBe(
      true,
    );
  });

  it('judges a single picture by itself', () => {
    const scene = createFireLaneScene({ settings, mode: 'still' });
    expect(scene.observe(observation(0, [car(parked)]))).toMatchObject([{ change: 'opened', box: parked }]);
    expect(scene.observe(observation(1, [car([20, 200, 90, 70])]))).toEqual([]);
  });

  it('never opens before the dwell, opens once, and always ends what it opened or warned of', () => {
    const stands = fc.record({
      from: fc.integer({ min: 0, max: 60 }),
      length: fc.integer({ min: 1, max: 200 }),
      step: fc.constantFrom(0.2, 0.5, 1, 2),
      dwellSeconds: fc.integer({ min: 5, max: 120 }),
      misses: fc.double({ min: 0, max: 0.25, noNaN: true }),
      jitter: fc.integer({ min: 0, max: 6 }),
      seed: fc.integer({ min: 1, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(stands, ({ from, length, step, dwellSeconds, misses, jitter, seed }) => {
        const random = seeded(seed);
        const wobble = () => (random() - 0.5) * 2 * jitter;
        let missed = false;
        const changes = play(
          every(step, from + length + 30),
          (t) => {
            missed = random() < misses && (step < 1 || !missed);
            if (t < from || t >= from + length || missed) return [];
            return [
              car([parked[0] + wobble(), parked[1] + wobble(), parked[2] + wobble(), parked[3] + wobble()]),
            ];
          },
          { settings: FireLaneSettings.parse({ ...settings, dwellSeconds }) },
        );
        const opened = of(changes, 'opened');
        expect(opened.every((t) => t - from >= dwellSeconds - 1e-6)).toBe(true);
        expect(opened.length).toBeLessThanOrEqual(1);
        if (misses === 0 && length >= dwellSeconds + 2 * step + 2) expect(opened).toHaveLength(1);
        const keysOf = (...kinds: string[]) =>
          changes.filter(({ change }) => kinds.includes(change)).map(({ incidentKey }) => incidentKey);
        expect(keysOf('cleared').toSorted()).toEqual([...new Set(keysOf('pre-alarm', 'opened'))].toSorted());
        const cleared = of(changes, 'cleared').at(-1);
        if (cleared !== undefined && opened.length > 0 && step <= 1)
          expect(cleared).toBeLessThanOrEqual(from + length + 5);
      }),
      { numRuns: 40 },
    );
  });

  it('never opens for traffic that passes, however dense and however it is sampled', () => {
    const traffic = fc.record({
      step: fc.constantFrom(0.2, 0.5, 1, 2),
      pixelsPerSecond: fc.integer({ min: 12, max: 300 }),
      gap: fc.integer({ min: 150, max: 900 }),
      seed: fc.integer({ min: 1, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(traffic, ({ step, pixelsPerSecond, gap, seed }) => {
        const random = seeded(seed);
        const starts = [600];
        while (starts.at(-1)! > -80 * pixelsPerSecond)
          starts.push(starts.at(-1)! - gap * (1 + 0.5 * random()));
        const changes = play(
          every(step, 80),
          (t) =>
            starts
              .map((start) => start + t * pixelsPerSecond)
              .filter((x) => x > -60 && x < 640)
              .map((x) => car([x, 220, 90, 60])),
          { settings: FireLaneSettings.parse({ ...settings, dwellSeconds: 20, preAlarmSeconds: 10 }) },
        );
        expect(of(changes, 'opened')).toEqual([]);
      }),
      {
        numRuns: 40,
        examples: [
          [{ step: 2, pixelsPerSecond: 291, gap: 150, seed: 86_720 }],
          [{ step: 2, pixelsPerSecond: 27, gap: 150, seed: 1 }],
        ],
      },
    );
  });
});

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
