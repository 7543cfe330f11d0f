import { useQuery } from '@tanstack/react-query';
import type { ReplyOf } from '#contract/endpoints.ts';
import { call } from '../platform/api/call.ts';

type Settings = 'typeSettings' | 'limitPolicies' | 'workingCalendar' | 'escalation' | 'dispatchQueue';
const refreshMs = { dispatchQueue: 10_000 } as const;

/** What a centre sets, or what waits in its queue; the queue is asked for again and again. */
export const useDispatchQuery = <N extends Settings>(name: N) =>
  useQuery({
    queryKey: ['dispatch', name],
    queryFn: ({ signal }) => call<Settings>(name, { signal }) as Promise<ReplyOf<N>>,
    ...(name === 'dispatchQueue' ? { refetchInterval: refreshMs.dispatchQueue } : {}),
  });
