import { useQuery } from '@tanstack/react-query';
import type { Case } from '#contract/case.ts';
import { call } from '../platform/api/call.ts';
import { useSession } from '../platform/session-state.ts';
import { keepTasks, keptTasks } from './kept-tasks.ts';

const refreshMs = 30_000;

/** Open cases of one's own grid; without a network those that were seen last. */
export function useMyTasks(): Case[] {
  const userId = useSession(({ user }) => user?.id ?? null);
  const { data } = useQuery({
    queryKey: ['my-tasks', userId],
    queryFn: async ({ signal }) => {
      const { items } = await call('cases', { query: { state: 'open', limit: 200 }, signal });
      if (userId !== null) keepTasks(userId, items);
      return items;
    },
    enabled: userId !== null,
    refetchInterval: refreshMs,
    refetchOnMount: 'always',
  });
  return data ?? keptTasks(userId);
}
