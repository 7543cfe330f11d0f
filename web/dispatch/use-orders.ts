import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from '../platform/api/call.ts';

/** 督办单, newest first, page by page; `open` leaves out what is, or isn't, answered. */
export const useOrders = (open: boolean | undefined) =>
  useInfiniteQuery({
    queryKey: ['dispatch', 'orders', open ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      call('supervisionOrders', {
        query: {
          ...(open === undefined ? {} : { open: String(open) }),
          ...(pageParam ? { after: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: 15_000,
  });

export const useOrder = (id: string) =>
  useQuery({
    queryKey: ['dispatch', 'order', id],
    queryFn: ({ signal }) => call('supervisionOrder', { params: { id }, signal }),
  });
