import { expect, it } from 'vitest';
import type { Case } from '#contract/case.ts';
import { groupTasks, taskGroupOf } from './task-groups.ts';

const item = (parts: Partial<Case>): Case =>
  ({
    id: 'x',
    state: 'dispatched',
    level: 'grid',
    departmentCode: null,
    dueAt: null,
    openedAt: '2030-01-01T08:00:00Z',
    ...parts,
  }) as Case;

it('is the grid’s to handle what was left with it, and no department’s', () => {
  expect(taskGroupOf(item({}))).toBe('handle');
  expect(taskGroupOf(item({ level: 'micro-grid', state: 'on-site' }))).toBe('handle');
  expect(taskGroupOf(item({ departmentCode: 'D01', level: 'county' }))).toBe('know');
  expect(taskGroupOf(item({ level: 'street' }))).toBe('know');
  expect(taskGroupOf(item({ state: 'accepted' }))).toBe('know');
});

it('is the grid’s to check what anybody fed back', () => {
  expect(taskGroupOf(item({ departmentCode: 'D01', level: 'county', state: 'feedback' }))).toBe('check');
});

it('puts what is due soonest first, and leaves empty groups out', () => {
  const groups = groupTasks([
    item({ id: 'never' }),
    item({ id: 'later', dueAt: '2030-01-02T08:00:00Z' }),
    item({ id: 'soon', dueAt: '2030-01-01T09:00:00Z' }),
    item({ id: 'check', state: 'feedback' }),
  ]);
  expect(groups.map(([group, items]) => [group, items.map(({ id }) => id)])).toEqual([
    ['handle', ['soon', 'later', 'never']],
    ['check', ['check']],
  ]);
});
