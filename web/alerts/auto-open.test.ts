import { describe, expect, it } from 'vitest';
import type { Case } from '#contract/case.ts';
import { type AutoOpenInput, busyMs, caseToOpen, shownAtLeastMs } from './auto-open.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const alert = (id: string, secondsAgo: number, state = 'reported') =>
  ({ id, state, openedAt: new Date(now - secondsAgo * 1000).toISOString() }) as Case;
const idle: AutoOpenInput = {
  now,
  alerts: [],
  seen: new Set(),
  selectedId: null,
  lastChosenAt: Number.NEGATIVE_INFINITY,
  lastOpenedAt: Number.NEGATIVE_INFINITY,
  justLoaded: false,
};

describe('caseToOpen', () => {
  it('opens a new case with no click when nobody is busy', () => {
    expect(caseToOpen({ ...idle, alerts: [alert('new', 1)] })?.id).toBe('new');
  });

  it('takes the place of a case that nobody chose', () => {
    expect(
      caseToOpen({
        ...idle,
        alerts: [alert('new', 1)],
        selectedId: 'old',
        lastOpenedAt: now - shownAtLeastMs,
      })?.id,
    ).toBe('new');
  });

  it('leaves alone a person who chose something within the last half minute', () => {
    const busy = { ...idle, alerts: [alert('new', 1)], selectedId: 'mine', lastChosenAt: now - busyMs + 1 };
    expect(caseToOpen(busy)).toBeNull();
    expect(caseToOpen({ ...busy, lastChosenAt: now - busyMs })?.id).toBe('new');
  });

  it('shows each of many long enough to be read, and each only once', () => {
    const many = {
      ...idle,
      alerts: [alert('second', 1), alert('first', 5)],
      selectedId: 'first',
      lastOpenedAt: now - 3000,
      seen: new Set(['first']),
    };
    expect(caseToOpen(many)).toBeNull();
    expect(caseToOpen({ ...many, now: now + shownAtLeastMs })?.id).toBe('second');
    expect(caseToOpen({ ...many, now: now + shownAtLeastMs, seen: new Set(['first', 'second']) })).toBeNull();
  });

  it('opens a case that stands already when the page is opened, an unacknowledged one first', () => {
    const standing = [alert('taken', 10, 'accepted'), alert('waiting', 4000)];
    expect(caseToOpen({ ...idle, alerts: standing, justLoaded: true })?.id).toBe('waiting');
    expect(caseToOpen({ ...idle, alerts: [alert('taken', 10, 'accepted')], justLoaded: true })?.id).toBe(
      'taken',
    );
  });

  it('does not drag up old cases later, nor cases that somebody already took', () => {
    expect(caseToOpen({ ...idle, alerts: [alert('old', 4000), alert('taken', 1, 'accepted')] })).toBeNull();
  });
});
