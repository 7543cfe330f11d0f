import { expect, test } from 'vitest';
import { isExpired } from './retention-rule.ts';

const day = 86_400_000;
const now = 1000 * day;

test.each([
  ['of an open case, however old', { caseClosedAt: null, createdAt: 0 }, false],
  ['of a case closed 30 days ago to the millisecond', { caseClosedAt: now - 30 * day, createdAt: 0 }, false],
  ['of a case closed a moment longer ago', { caseClosedAt: now - 30 * day - 1, createdAt: 0 }, true],
  ['that came after its case was closed', { caseClosedAt: 0, createdAt: now - 29 * day }, false],
])('judges a file %s', (_what, file, expired) => {
  expect(isExpired(file, now, 30)).toBe(expired);
});
