import { describe, expect, it } from 'vitest';
import type { Alert } from '#contract/alert.ts';
import { withNews } from './alert-cache.ts';

const alert = (id: string, version: number, state: Alert['state'] = 'waiting') =>
  ({ id, version, state, createdAt: `2026-11-21T08:0${id}:00Z` }) as Alert;

describe('open alerts', () => {
  it('take in a new one where it belongs by its time', () => {
    const after = withNews([alert('3', 1), alert('1', 1)], alert('2', 1));
    expect(after.map(({ id }) => id)).toEqual(['3', '2', '1']);
  });

  it('lose one that was answered, and keep one that nobody answered', () => {
    expect(withNews([alert('1', 1)], alert('1', 2, 'taken'))).toEqual([]);
    expect(withNews([alert('1', 1)], alert('1', 2, 'unanswered'))).toMatchObject([{ state: 'unanswered' }]);
  });

  it('take no older news over newer', () => {
    expect(withNews([alert('1', 3, 'unanswered')], alert('1', 2, 'over'))).toMatchObject([{ version: 3 }]);
  });
});
