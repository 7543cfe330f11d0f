import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { EndCallBack, RatingPolicy } from '#contract/rating.ts';
import { call } from '../platform/api/call.ts';

const refreshMs = 30_000;

/** Reporters who were not satisfied: those to call, or those who were called. */
export function useCallBacks(isDone: boolean) {
  return useQuery({
    queryKey: ['call-backs', isDone],
    queryFn: ({ signal }) => call('callBacks', { query: { done: String(isDone) }, signal }),
    refetchInterval: refreshMs,
  });
}

export function useEndCallBack(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: EndCallBack) => call('endCallBack', { params: { id }, body }),
    // also where somebody else was faster: the list shows it
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['call-backs'] }),
  });
}

/** What follows when a reporter is not satisfied. */
export function useRatingPolicy() {
  const queryClient = useQueryClient();
  const queryKey = ['rating-policy'];
  const policy = useQuery({ queryKey, queryFn: ({ signal }) => call('ratingPolicy', { signal }) });
  const change = useMutation({
    mutationFn: (body: RatingPolicy) => call('setRatingPolicy', { body }),
    onSuccess: (kept) => queryClient.setQueryData(queryKey, kept),
  });
  return { policy, change };
}
