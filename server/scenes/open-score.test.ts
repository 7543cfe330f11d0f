import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Observation, SceneChange, SceneChangeKind } from '#contract/detection.ts';
import { withOpenScore } from './open-score.ts';

const change = (kind: SceneChangeKind, score: number, incidentKey = 'fire-lane:1:1'): SceneChange => ({
  scene: 'fire-lane',
  change: kind,
  incidentKey,
  startedAt: 0,
  at: 1000,
  label: 'car',
  score,
  box: [0, 0, 1, 1],
  anchor: [0, 0],
  reasons: [],
  facts: {},
});
/** A scene that says these changes one after the other. */
const told = (changes: SceneChange[], openScore: number | undefined): string[] => {
  const queue = [...changes];
  const scene = withOpenScore(
    { observe: () => queue.splice(0, 1), finish: () => queue.splice(0) },
    openScore,
  );
  const looks = changes.slice(1).flatMap(() => scene.observe({} as Observation));
  return [...looks, ...(scene.finish?.() ?? [])].map((one) => `${one.change} ${one.score}`);
};

it('tells nothing of an incident that never scores enough', () => {
  const weak = [
    change('pre-alarm', 0.5),
    change('opened', 0.5),
    change('updated', 0.62),
    change('cleared', 0.62),
  ];
  expect(told(weak, 0.63)).toEqual([]);
  expect(told(weak, undefined)).toHaveLength(4);
});

it('opens an incident when it has become sure enough, and clears it once', () => {
  const growing = [
    change('opened', 0.5),
    change('updated', 0.7),
    change('updated', 0.6),
    change('cleared', 0.6),
  ];
  expect(told(growing, 0.63)).toEqual(['opened 0.7', 'updated 0.6', 'cleared 0.6']);
});

it('ends a pre-alarm that it told, even if the case was never opened', () => {
  expect(told([change('pre-alarm', 0.8), change('opened', 0.5), change('cleared', 0.5)], 0.63)).toEqual([
    'pre-alarm 0.8',
    'cleared 0.5',
  ]);
});

it('never tells an update or an end of what it did not tell before', () => {
  const kinds = fc.constantFrom<SceneChangeKind>('pre-alarm', 'opened', 'updated', 'cleared');
  const changes = fc.array(
    fc.tuple(kinds, fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom('a', 'b')),
  );
  fc.assert(
    fc.property(changes, (given) => {
      const known = new Set<string>();
      const queue = given.map(([kind, score, key]) => change(kind, score, key));
      const scene = withOpenScore({ observe: () => queue.splice(0, 1) }, 0.5);
      for (const _ of given)
        for (const one of scene.observe({} as Observation)) {
          if (one.change === 'opened' || one.change === 'pre-alarm') known.add(one.incidentKey);
          expect(known).toContain(one.incidentKey);
          if (one.change === 'opened') expect(one.score).toBeGreaterThanOrEqual(0.5);
        }
    }),
  );
});
