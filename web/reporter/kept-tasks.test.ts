import { beforeEach, expect, it, vi } from 'vitest';
import type { Case } from '#contract/case.ts';
import { reportedCase } from '../testing/mock-cases.ts';

const store = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => store.get(key) ?? null,
  setItem: (key: string, value: string) => void store.set(key, value),
  removeItem: (key: string) => void store.delete(key),
});
const { keepTasks, keptTasks } = await import('./kept-tasks.ts');
const { useSession } = await import('../platform/session-state.ts');

beforeEach(() => store.clear());

const tasks = [reportedCase(1), reportedCase(2)];

it('is there for whoever it was kept for, and while nobody can be asked, but not for somebody else', () => {
  keepTasks('one', tasks);
  expect(keptTasks('one')).toEqual(tasks);
  expect(keptTasks(null)).toEqual(tasks);
  expect(keptTasks('another')).toEqual([]);
});

it('forgets what no longer has the shape of a case', () => {
  keepTasks('one', [{ id: 'x' } as Case]);
  expect(keptTasks('one')).toEqual([]);
});

it('is gone with whoever signs out, and stays while nobody can be asked', () => {
  keepTasks('one', []);
  useSession.getState().askAgain();
  expect(store.size).toBe(1);
  useSession.getState().leave();
  expect(store.size).toBe(0);
});
