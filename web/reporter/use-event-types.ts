import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { EventType } from '#contract/whistle.ts';
import { call } from '../platform/api/call.ts';

const memory = 'eyrie-event-types';
const Kept = z.array(EventType);

/** What can be reported; kept on the phone, so that a report can be written where there is no network. */
export function useEventTypes(): EventType[] {
  const { data } = useQuery({
    queryKey: ['event-types'],
    queryFn: async ({ signal }) => {
      const { items } = await call('eventTypes', { signal });
      localStorage.setItem(memory, JSON.stringify(items));
      return items;
    },
    staleTime: 3_600_000,
  });
  return data ?? remembered();
}

function remembered(): EventType[] {
  const text = localStorage.getItem(memory);
  const parsed = text === null ? undefined : Kept.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : [];
}
