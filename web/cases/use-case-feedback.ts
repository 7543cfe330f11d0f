import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { CaseFeedback, GiveFeedback, TuneCamera } from '#contract/feedback.ts';
import { call } from '../platform/api/call.ts';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { caseFeedbackKey } from '../platform/live/case-detail-cache.ts';
import { useWords } from '../platform/words/use-words.ts';

/** What was said of a case, what may be set on its camera, and the ways to do either. */
export function useCaseFeedback(id: string) {
  const queryClient = useQueryClient();
  const { t } = useWords();
  const queryKey = caseFeedbackKey(id);
  const onSuccess = (now: CaseFeedback) => queryClient.setQueryData(queryKey, now);
  const onError = (error: Error) => {
    toast.error(t('feedback.failed'), { description: problemInWords(error, t) });
    void queryClient.invalidateQueries({ queryKey });
  };
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => call('caseFeedback', { params: { id }, signal }),
    staleTime: 30_000,
  });
  const give = useMutation({
    mutationFn: (body: GiveFeedback) => call('giveFeedback', { params: { id }, body }),
    onSuccess,
    onError,
  });
  const tune = useMutation({
    mutationFn: (body: TuneCamera) => call('tuneCamera', { params: { id }, body }),
    onSuccess,
    onError,
  });
  return { data, give, tune };
}
