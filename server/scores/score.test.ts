import { expect, it } from 'vitest';
import type { ScoreRule } from '#contract/score.ts';
import { scoreOf } from './score.ts';

const rules: ScoreRule[] = [
  { code: 'overdue', subject: 'department', points: -1, limitMinutes: null, enabled: true },
  { code: 'satisfied', subject: 'department', points: 0.2, limitMinutes: null, enabled: true },
  { code: 'returned', subject: 'department', points: -5, limitMinutes: null, enabled: false },
];

it('takes and gives for each hundred cases, so that large and small departments compare', () => {
  expect(scoreOf(10, { overdue: 1 }, rules)).toBe(90);
  expect(scoreOf(1000, { overdue: 100 }, rules)).toBe(90);
  expect(scoreOf(10, { overdue: 1, satisfied: 5 }, rules)).toBe(100);
});

it('leaves out what does not count, and never falls below nothing', () => {
  expect(scoreOf(10, { returned: 10 }, rules)).toBe(100);
  expect(scoreOf(1, { overdue: 1 }, [{ ...(rules[0] as ScoreRule), points: -100 }])).toBe(0);
  expect(scoreOf(0, {}, rules)).toBe(100);
});
