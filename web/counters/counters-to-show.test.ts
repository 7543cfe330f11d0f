import { describe, expect, it } from 'vitest';
import type { WallSnapshot } from '#contract/wall-events.ts';
import { countersToShow } from './counters-to-show.ts';

const counters = (overdue: number) =>
  ({ openCases: 4, openedToday: 3, closedToday: 2, aiToday: 1, overdue }) as WallSnapshot['counters'];
const tones = (overdue: number) =>
  Object.fromEntries(countersToShow(counters(overdue)).map(({ name, tone }) => [name, tone]));

describe('countersToShow', () => {
  it('lends the alarm’s colour to overdue cases only when there are any', () => {
    expect(tones(0)).not.toHaveProperty('overdue', 'alarm');
    expect(tones(2)).toMatchObject({ overdue: 'alarm', open: 'plain', closed: 'quiet' });
  });
});
