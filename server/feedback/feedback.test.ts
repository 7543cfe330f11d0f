import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sceneNames } from '#contract/detection.ts';
import { GiveFeedback } from '#contract/feedback.ts';
import { Polygon, sceneSettings } from '#contract/scene-settings.ts';
import { type JudgedSighting, offerOf } from './tune-offer.ts';
import { withoutTune, withTune } from './tuned-settings.ts';

const judged = (parts: Partial<JudgedSighting> = {}): JudgedSighting => ({
  cameraCode: 'c',
  scene: 'fire-lane',
  box: [100, 100, 200, 100],
  bestScore: 0.62,
  picture: { width: 1000, height: 500 },
  currentScore: 0.3,
  ...parts,
});
const zone: Polygon = [
  [0.1, 0.1],
  [0.2, 0.1],
  [0.2, 0.2],
];

it('offers the place around the box, with a margin', () => {
  expect(offerOf(judged()).ignoreZone).toEqual([
    [0.07, 0.17],
    [0.33, 0.17],
    [0.33, 0.43],
    [0.07, 0.43],
  ]);
  expect(offerOf(judged({ picture: undefined })).ignoreZone).toBeNull();
  const [topLeft, , bottomRight] = offerOf(judged({ scene: 'straw-burning', box: [400, 200, 100, 100] }))
    .ignoreZone!;
  expect([topLeft, bottomRight], 'smoke spreads').toEqual([
    [0.34, 0.2],
    [0.56, 0.66],
  ]);
});

it('offers a threshold that this case would not have reached, and none where there is none above it', () => {
  expect(offerOf(judged()).score).toBe(0.63);
  expect(offerOf(judged({ bestScore: 0.629 })).score).toBe(0.63);
  expect(offerOf(judged({ bestScore: 1 })).score).toBeNull();
});

it('offers only what the scene’s settings take, wherever the box lies', () => {
  const figure = fc.double({ min: -50, max: 2000, noNaN: true });
  const size = fc.double({ min: 1, max: 900, noNaN: true });
  fc.assert(
    fc.property(
      figure,
      figure,
      size,
      size,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(...sceneNames),
      (x, y, w, h, bestScore, scene) => {
        const { ignoreZone, score } = offerOf(judged({ scene, box: [x, y, w, h], bestScore }));
        Polygon.parse(ignoreZone);
        if (score !== null) expect(score).toBeGreaterThan(bestScore);
        const tuned = withTune(scene, {}, { polygon: ignoreZone, score: null, previousScore: null });
        sceneSettings[scene].parse(withTune(scene, tuned, { polygon: null, score, previousScore: null }));
      },
    ),
  );
});

it('adds a zone to those that are there and takes just it back', () => {
  for (const scene of sceneNames) {
    const key = scene === 'high-rise-throwing' ? 'masks' : 'ignoreZones';
    const before = {
      dwellSeconds: 90,
      [key]: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
      ],
    };
    const tune = { polygon: zone, score: null, previousScore: null };
    const tuned = withTune(scene, before, tune);
    expect(tuned[key]).toHaveLength(2);
    expect(withoutTune(scene, tuned, tune)).toEqual(before);
    expect(withoutTune(scene, before, tune), 'and nothing where it is gone already').toEqual(before);
  }
});

it('brings back the threshold of before, unless another was set meanwhile', () => {
  const tune = { polygon: null, score: 0.63, previousScore: 0.5 };
  const tuned = withTune('straw-burning', { openScore: 0.5 }, tune);
  expect(tuned).toEqual({ openScore: 0.63 });
  expect(withoutTune('straw-burning', tuned, tune)).toEqual({ openScore: 0.5 });
  expect(withoutTune('straw-burning', tuned, { ...tune, previousScore: null })).toEqual({});
  expect(withoutTune('straw-burning', { openScore: 0.8 }, tune)).toEqual({ openScore: 0.8 });
});

it('takes a reason only for the verdict that it explains', () => {
  expect(GiveFeedback.safeParse({ verdict: 'false-alarm', reason: 'animal' }).success).toBe(true);
  expect(GiveFeedback.safeParse({ verdict: 'confirmed-but', reason: 'animal' }).success).toBe(false);
  expect(GiveFeedback.safeParse({ verdict: 'confirmed-but', reason: 'wrong-place' }).success).toBe(true);
  expect(GiveFeedback.safeParse({ verdict: 'maybe' }).success).toBe(false);
});
