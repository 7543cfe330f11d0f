import { z } from 'zod';
import { Case } from '#contract/case.ts';
import { useSession } from '../platform/session-state.ts';

/** The tasks that were seen last, to be read where there is no network; gone with whoever signs out. */
const memory = 'eyrie-tasks';
const Kept = z.object({ userId: z.string(), items: z.array(Case) });

export const keepTasks = (userId: string, items: Case[]): void =>
  localStorage.setItem(memory, JSON.stringify({ userId, items }));

/** Those of this user; of whoever was signed in last, while the server can't be asked who it is (null). */
export function keptTasks(userId: string | null): Case[] {
  const text = localStorage.getItem(memory);
  const parsed = text === null ? undefined : Kept.safeParse(JSON.parse(text));
  if (!parsed?.success || (userId !== null && parsed.data.userId !== userId)) return [];
  return parsed.data.items;
}

useSession.subscribe(({ status }) => {
  if (status === 'signed-out') localStorage.removeItem(memory);
});
