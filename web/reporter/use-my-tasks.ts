import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { Case } from '#contract/case.ts';
import { call } from '../platform/api/call.ts';
import { useSession } from '../platform/session-state.ts';

const refreshMs = 30_000;
const memoryOf = (userId: string) => `eyrie-tasks-${userId}`;
const Kept = z.array(Case);

/** Open cases of one's own grid; the last that were seen stay on the phone, to be read without a network. */
export function useMyTasks() {
  const user = useSession((session) => session.user);
  const query = useQuery({
    queryKey: ['my-tasks', user?.id],
    queryFn: async ({ signal }) => {
      const { items } = await call('cases', { query: { state: 'open', limit: 200 }, signal });
      if (user) localStorage.setItem(memoryOf(user.id), JSON.stringify(items));
      return items;
    },
    enabled: user !== null,
    refetchInterval: refreshMs,
    refetchOnMount: 'always',
  });
  return { tasks: query.data ?? (user ? remembered(user.id) : []), error: query.error };
}

function remembered(userId: string): Case[] {
  const text = localStorage.getItem(memoryOf(userId));
  const parsed = text === null ? undefined : Kept.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : [];
}
