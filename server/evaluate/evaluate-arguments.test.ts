import { expect, it } from 'vitest';
import { asNegatives } from './as-negatives.ts';
import { parseEvaluateArguments } from './evaluate-arguments.ts';
import { argumentsOf, type EvaluationClip } from './evaluation-clip.ts';

it('evaluates what ships without any argument, and takes several sets', () => {
  expect(parseEvaluateArguments([])).toEqual({
    sets: [],
    feedback: false,
    fresh: false,
    jobs: 1,
    stillsPerFolder: 60,
    writeCards: false,
  });
  const line =
    '--set a --set b --scene fire-lane --as straw-burning --jobs 2 --stills 0 --json x.json --fresh';
  expect(parseEvaluateArguments(line.split(' '))).toMatchObject({
    sets: ['a', 'b'],
    scene: 'fire-lane',
    as: 'straw-burning',
    jobs: 2,
    stillsPerFolder: 0,
    jsonFile: 'x.json',
    fresh: true,
  });
});

it.each(['--scene smoke', '--as smoke', '--jobs 0', '--jobs x', '--stills -1', '--what'])(
  'refuses %s in one line',
  (line) => {
    expect(() => parseEvaluateArguments(line.split(' '))).toThrow(/^[^\n]+$/);
  },
);

it('takes footage of another scene as quiet, and its own as it is', () => {
  const clip = {
    set: 'yard',
    scene: 'fire-lane',
    zone: [
      [0, 0],
      [9, 0],
      [9, 9],
    ],
    dwellSeconds: 5,
    events: [{ kind: 'stand', firstSeconds: 1, boxes: [], track: [] }],
    sampleFps: 5,
  } as unknown as EvaluationClip;
  const [as] = asNegatives([clip], 'high-rise-throwing');
  expect(as).toMatchObject({ set: 'yard as negatives', events: [] });
  expect(as).not.toHaveProperty('zone');
  expect(argumentsOf(as!).sampling).toBe('every');
  expect(asNegatives([clip], 'fire-lane')).toEqual([clip]);
});
