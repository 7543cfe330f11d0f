import { describe, expect, it } from 'vitest';
import type { Case } from '#contract/case.ts';
import { alertGroups, neighbour } from './alert-order.ts';

const item = (id: string, openedAt: string, values: Partial<Case> = {}) =>
  ({ id, openedAt, source: 'ai', state: 'reported', ...values }) as Case;

describe('alertGroups', () => {
  it('lists what machines found before what people reported, each newest first', () => {
    const groups = alertGroups([
      item('old', '1'),
      item('new', '3'),
      item('call', '4', { source: 'hotline' }),
      item('taken', '2', { state: 'accepted' }),
    ]);
    expect(groups.ai.map(({ id }) => id)).toEqual(['new', 'taken', 'old']);
    expect(groups.other.map(({ id }) => id)).toEqual(['call']);
    expect(groups.unacknowledged).toBe(2);
  });

  it('keeps a case in its line when its state changes', () => {
    const before = alertGroups([item('a', '1'), item('b', '2')]).ai.map(({ id }) => id);
    const after = alertGroups([item('a', '1', { state: 'accepted' }), item('b', '2')]).ai.map(({ id }) => id);
    expect(after).toEqual(before);
  });
});

describe('neighbour', () => {
  const alerts = [item('a', '3'), item('b', '2'), item('c', '1')];
  it('goes round the queue in both directions', () => {
    expect(neighbour(alerts, 'c', 1)?.id).toBe('a');
    expect(neighbour(alerts, 'a', -1)?.id).toBe('c');
  });
  it('starts at the top, and finds nothing in an empty queue', () => {
    expect(neighbour(alerts, null, 1)?.id).toBe('a');
    expect(neighbour([], null, 1)).toBeNull();
  });
});
