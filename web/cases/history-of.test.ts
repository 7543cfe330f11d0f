import { describe, expect, it } from 'vitest';
import type { CaseDetail, CaseSighting } from '#contract/case.ts';
import { historyOf } from './history-of.ts';

const sighting = (at: string, change: CaseSighting['change'], cameraCode = 'c1') =>
  ({ at, change, cameraCode, cameraName: null, score: 0.8 }) as CaseSighting;
const step = (at: string, name: string) =>
  ({ at, step: name, actorName: null, note: null, data: {} }) as unknown as CaseDetail['steps'][number];

describe('historyOf', () => {
  it('puts steps and sightings into one line of time, newest first', () => {
    const history = historyOf({
      steps: [step('1', 'report'), step('4', 'accept')],
      sightingList: [sighting('1.5', 'opened'), sighting('5', 'cleared')],
    });
    expect(history.map(({ at }) => at)).toEqual(['5', '4', '1.5', '1']);
  });

  it('says once, and how often, what a camera kept repeating', () => {
    const history = historyOf({
      steps: [],
      sightingList: [sighting('1', 'updated'), sighting('2', 'updated'), sighting('3', 'updated', 'c2')],
    });
    expect(history).toMatchObject([
      { cameraCode: 'c2', times: 1 },
      { cameraCode: 'c1', times: 2, at: '2' },
    ]);
  });
});
