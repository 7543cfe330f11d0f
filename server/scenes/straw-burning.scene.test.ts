import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box, SceneChange, SceneMode } from '#contract/detection.ts';
import { StrawBurningSettings } from '#contract/scene-settings.ts';
import { glowing, look, plumeBox, smokeIn } from './straw-burning.fixture.ts';
import { createStrawBurningScene } from './straw-burning.scene.ts';

const start = 1_700_000_000_000;
const foot = [600, 400] as const;

const tower = { heightMetres: 40, bearingDegrees: 0, tiltDegrees: -5, horizontalFovDegrees: 50 };

const sceneWith = (settings: Record<string, unknown> = {}, mode: SceneMode = 'live') =>
  createStrawBurningScene({ settings: StrawBurningSettings.parse(settings), mode, geometry: tower });

interface Fire {
  seconds: number;
  everySeconds?: number;
  fromSeconds?: number;
  toSeconds?: number;
}

/** A camera's looks at one fire that burns from `fromSeconds` to `toSeconds`. */
const watch = (scene: ReturnType<typeof sceneWith>, fire: Fire): (SceneChange & { second: number })[] => {
  const { seconds, everySeconds = 2, fromSeconds = 0, toSeconds = Number.POSITIVE_INFINITY } = fire;
  const changes = [];
  for (let second = 0; second <= seconds; second += everySeconds) {
    const burning = second >= fromSeconds && second <= toSeconds;
    const boxes: Box[] = burning ? [plumeBox(foot, ((second - fromSeconds) * 2) / everySeconds)] : [];
    const found = boxes.map((box) => smokeIn(box));
    const caused = scene.observe(look(start + second * 1000, found, boxes));
    changes.push(...caused.map((change) => ({ ...change, second })));
  }
  return changes;
};

describe('a growing plume', () => {
  it('opens one case within ten seconds of the first smoke', () => {
    const changes = watch(sceneWith(), { seconds: 40, fromSeconds: 12 });
    expect(changes.filter(({ change }) => change === 'opened')).toHaveLength(1);
    expect(changes[0]!.second).toBeLessThanOrEqual(22);
    expect(changes[0]!.startedAt).toBe(start + 12_000);
  });

  it('says why and where: confirmations, movement, growth and the foot of the plume', () => {
    const [opened] = watch(sceneWith(), { seconds: 40, fromSeconds: 12 });
    expect(opened!.reasons.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['smoke-confirmed', 'smoke-moves', 'smoke-grows']),
    );
    const [x, y] = opened!.anchor;
    expect(Math.abs(x - foot[0])).toBeLessThan(10);
    expect(Math.abs(y - foot[1])).toBeLessThan(6);
  });

  it('is repeated at most every thirty seconds while its box grows', () => {
    const changes = watch(sceneWith(), { seconds: 120, fromSeconds: 10 });
    const [opened, ...updates] = changes;
    expect(updates.map(({ change }) => change)).toEqual(['updated', 'updated', 'updated']);
    const times = changes.map(({ at }) => at);
    for (let i = 1; i < times.length; i++) expect(times[i]! - times[i - 1]!).toBeGreaterThanOrEqual(30_000);
    expect(updates[0]!.box[2]).toBeGreaterThan(opened!.box[2]);
  });

  it('is cleared once, when nothing was seen for the quiet time', () => {
    const changes = watch(sceneWith({ clearAfterSeconds: 60 }), {
      seconds: 200,
      fromSeconds: 10,
      toSeconds: 60,
    });
    const cleared = changes.filter(({ change }) => change === 'cleared');
    expect(cleared).toHaveLength(1);
    expect(cleared[0]!.second).toBeGreaterThanOrEqual(120);
    expect(cleared[0]!.second).toBeLessThanOrEqual(124);
    expect(cleared[0]!.incidentKey).toBe(changes[0]!.incidentKey);
  });

  it('opens as well on a time-lapse of one frame a minute, and is not cleared by two missed frames', () => {
    const scene = sceneWith({}, 'recording');
    const changes = watch(scene, {
      seconds: 60 * 20,
      everySeconds: 60,
      fromSeconds: 60 * 8,
      toSeconds: 60 * 14,
    });
    expect(changes[0]).toMatchObject({ change: 'opened', second: 60 * 10 });
    const cleared = changes.find(({ change }) => change === 'cleared');
    expect(cleared!.second).toBe(60 * 19);
  });

  it('opens when it already burnt before the camera was switched on', () => {
    const scene = sceneWith();
    const changes = [0, 2, 4, 6, 8].flatMap((s) => {
      const box: Box = [500, 300 - s, 180 + 3 * (s % 4), 110];
      return scene.observe(look(start + s * 1000, [smokeIn(box)], [box]));
    });
    expect(changes.map(({ change }) => change)).toEqual(['opened']);
  });

  it('takes its foot from the flame where one shows', () => {
    const scene = sceneWith();
    const changes = [0, 2, 4, 6, 8, 10].flatMap((s) => {
      const box = plumeBox(foot, s);
      const flame = { label: 'flame', score: 0.9, box: [590, 396, 12, 8] as Box };
      return scene.observe(glowing(look(start + s * 1000, [smokeIn(box), flame], [box]), flame.box));
    });
    expect(changes[0]).toMatchObject({ change: 'opened', label: 'flame', anchor: [596, 404] });
  });
});

describe('what is not a fire', () => {
  it('never opens on a patch that looks like smoke but stands still, whatever the light does', () => {
    const scene = sceneWith();
    const box: Box = [300, 350, 90, 40];
    for (let s = 0; s < 400; s += 2) {
      const daylight = 1 + 0.2 * Math.sin(s / 60);
      expect(scene.observe(look(start + s * 1000, [smokeIn(box, 0.9)], [], daylight))).toEqual([]);
    }
  });

  it('never opens inside an ignored zone', () => {
    const zone = [
      [0.4, 0.3],
      [0.8, 0.3],
      [0.8, 0.7],
      [0.4, 0.7],
    ];
    expect(watch(sceneWith({ ignoreZones: [zone] }), { seconds: 60 })).toEqual([]);
  });

  it('opens beside an ignored zone', () => {
    const zone = [
      [0, 0],
      [0.3, 0],
      [0.3, 1],
      [0, 1],
    ];
    expect(watch(sceneWith({ ignoreZones: [zone] }), { seconds: 60, fromSeconds: 8 })).not.toEqual([]);
  });

  it('takes smoke high in the sky for a cloud when the camera knows how it is tilted', () => {
    const geometry = { heightMetres: 40, bearingDegrees: 0, tiltDegrees: 0, horizontalFovDegrees: 60 };
    const scene = createStrawBurningScene({
      settings: StrawBurningSettings.parse({}),
      geometry,
      mode: 'live',
    });
    for (let s = 0; s < 60; s += 2) {
      const box: Box = [300 + s, 20, 100 + 3 * s, 60];
      expect(scene.observe(look(start + s * 1000, [smokeIn(box)], [box]))).toEqual([]);
    }
  });

  it('never opens while fewer than K of N looks show it', () => {
    const seen = fc.array(fc.boolean(), { minLength: 20, maxLength: 40 });
    fc.assert(
      fc.property(seen, (flags) => {
        const sparse = flags.map((flag, i) => flag && i % 5 < 2);
        const scene = sceneWith();
        sparse.forEach((flag, i) => {
          const box = plumeBox(foot, i);
          const found = flag ? [smokeIn(box)] : [];
          expect(scene.observe(look(start + i * 2000, found, flag ? [box] : []))).toEqual([]);
        });
      }),
      { numRuns: 12 },
    );
  });
});

it('never takes the network’s word for smoke where no horizon tells it from a cloud', () => {
  const scene = createStrawBurningScene({ settings: StrawBurningSettings.parse({}), mode: 'recording' });
  for (let s = 0; s < 60; s += 2) {
    const box: Box = [300 + 4 * s, 20, 100 + 3 * s, 60];
    expect(scene.observe(look(start + s * 1000, [smokeIn(box, 0.99)], [box]))).toEqual([]);
  }
});

describe('one still picture', () => {
  it('is judged by itself', () => {
    const box = plumeBox(foot, 20);
    const changes = sceneWith({}, 'still').observe(look(start, [smokeIn(box, 0.98)], [box]));
    expect(changes).toMatchObject([{ change: 'opened', anchor: [box[0] + box[2] / 2, box[1] + box[3]] }]);
  });

  it('needs a clearer sight than a sequence', () => {
    expect(sceneWith({}, 'still').observe(look(start, [smokeIn([10, 10, 60, 60], 0.9)]))).toEqual([]);
  });
});

it('keeps the order opened, updated, cleared in every incident, whatever is detected', () => {
  const box = fc
    .tuple(
      fc.integer({ min: 0, max: 1100 }),
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 5, max: 180 }),
    )
    .map(([x, y, size]): Box => [x, y, size, size * 0.6]);
  const looks = fc.array(
    fc.array(fc.tuple(box, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 3 }),
    {
      minLength: 10,
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(looks, fc.integer({ min: 1, max: 90 }), (sequence, stepSeconds) => {
      const scene = sceneWith({ clearAfterSeconds: 20 });
      const states = new Map<string, string>();
      sequence.forEach((found, i) => {
        const boxes = found.map(([where]) => where);
        const detections = found.map(([where, score]) => smokeIn(where, score));
        for (const { change, incidentKey } of scene.observe(
          look(start + i * stepSeconds * 1000, detections, boxes),
        )) {
          const before = states.get(incidentKey);
          if (change === 'opened') expect(before).toBeUndefined();
          else expect(before).toMatch(/opened|updated/);
          states.set(incidentKey, change);
        }
      });
    }),
    { numRuns: 25 },
  );
});
