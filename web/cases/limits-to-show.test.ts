import { expect, it } from 'vitest';
import type { CaseLimit } from '#contract/case-limit.ts';
import { limitsToShow, mostUrgent } from './limits-to-show.ts';

const at = (minutes: number) => new Date(minutes * 60_000).toISOString();
const limit = (phase: CaseLimit['phase'], dueMinutes: number, pausedAt: string | null = null): CaseLimit => ({
  phase,
  startedAt: at(0),
  yellowAt: at(dueMinutes * 0.6),
  redAt: at(dueMinutes * 0.8),
  dueAt: at(dueMinutes),
  pausedAt,
});
const urgencyAt = (minutes: number) => limitsToShow([limit('accept', 10)], minutes * 60_000)[0];

it('turns a limit yellow, red and over at its times', () => {
  expect([5.9, 6, 8, 10, 11].map((minutes) => urgencyAt(minutes)?.urgency)).toEqual([
    'calm',
    'yellow',
    'red',
    'over',
    'over',
  ]);
  expect(urgencyAt(11)?.leftMs).toBe(-60_000);
});

it('lets a paused limit stand as it stood', () => {
  expect(limitsToShow([limit('whole', 10, at(9))], 60 * 60_000)).toEqual([
    { phase: 'whole', urgency: 'paused', leftMs: 60_000 },
  ]);
});

it('puts what is due first at the top', () => {
  const shown = limitsToShow([limit('whole', 120), limit('receive', 5)], 0);
  expect(shown.map(({ phase }) => phase)).toEqual(['receive', 'whole']);
});

it('names in a list the one that is near or over, and none while there is time', () => {
  const limits = [limit('whole', 120), limit('receive', 5), limit('settle', 4, at(3))];
  expect(mostUrgent(limits, 60_000)).toBeUndefined();
  expect(mostUrgent(limits, 3.5 * 60_000)).toMatchObject({ phase: 'receive', urgency: 'yellow' });
  expect(mostUrgent(limits, 6 * 60_000)).toMatchObject({ phase: 'receive', urgency: 'over' });
});
