import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { GiveRating } from '#contract/rating.ts';
import { ApiProblem } from '../platform/api/api-problem.ts';
import { call } from '../platform/api/call.ts';

/** What a link is about, and the one rating that it takes. */
export function useRating(token: string) {
  const queryClient = useQueryClient();
  const queryKey = ['rating', token];
  const rating = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('ratingByLink', { params: { token }, signal }),
  });
  const rate = useMutation({
    mutationFn: (body: GiveRating) => call('rateByLink', { params: { token }, body }),
    onSuccess: (view) => queryClient.setQueryData(queryKey, view),
    onError: (error) => {
      // rated on another phone, or too late: the page says which
      if (error instanceof ApiProblem && error.code.startsWith('link-'))
        void queryClient.invalidateQueries({ queryKey });
    },
  });
  return { rating, rate };
}
