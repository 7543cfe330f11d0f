import { useQuery } from '@tanstack/react-query';
import { call } from '../platform/api/call.ts';
import { caseKey } from '../platform/live/case-detail-cache.ts';

/** One case with its history; events keep it current, the query only begins it. */
export function useCase(id: string | null) {
  return useQuery({
    queryKey: caseKey(id ?? ''),
    queryFn: ({ signal }) => call('case', { params: { id: id ?? '' }, signal }),
    staleTime: 30_000,
    enabled: id !== null,
  });
}
