import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { EndpointName, ReplyOf } from '#contract/endpoints.ts';
import { call, type RequestOf } from '../platform/api/call.ts';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { useWords } from '../platform/words/use-words.ts';

type Saving =
  | 'saveType'
  | 'retireType'
  | 'savePolicy'
  | 'saveWorkingCalendar'
  | 'saveEscalation'
  | 'answerOrder';

/** Saves a setting, says how it went, and has every list read anew. */
export function useDispatchSave<N extends Saving>(name: N) {
  const { t } = useWords();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: RequestOf<N>) => call<N & EndpointName>(name, request) as Promise<ReplyOf<N>>,
    onSuccess: () => {
      toast(t('dispatch.type.saved'));
      return queryClient.invalidateQueries({ queryKey: ['dispatch'] });
    },
    onError: (error) => {
      toast.error(problemInWords(error, t), { description: error.message });
    },
  });
}
