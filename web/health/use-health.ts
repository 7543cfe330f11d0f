import { useQuery } from '@tanstack/react-query';
import { call } from '../platform/api/call.ts';

/** How the service is, asked every few seconds. */
export function useHealth(everyMs = 10_000) {
  return useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => call('health', { signal }),
    refetchInterval: everyMs,
  });
}
