import { useQuery } from '@tanstack/react-query';
import type { Area } from '#contract/find.ts';
import { call } from '../platform/api/call.ts';

/** County, townships and communities, each behind the one that it lies in. */
export function useAreas(): readonly Area[] {
  const { data } = useQuery({
    queryKey: ['areas'],
    queryFn: ({ signal }) => call('areas', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data?.items ?? [];
}
