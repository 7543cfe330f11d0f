import { useInfiniteQuery } from '@tanstack/react-query';
import type { CaseSearch } from '#contract/find.ts';
import { call } from '../platform/api/call.ts';

/** The cases of a search, page after page; the last answer stays while the next one comes. */
export const useFind = (search: CaseSearch) =>
  useInfiniteQuery({
    queryKey: ['find', search],
    queryFn: ({ pageParam, signal }) =>
      call('findCases', {
        query: { ...search, limit: 50, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (previous) => previous,
    staleTime: 10_000,
  });
