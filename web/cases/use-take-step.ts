import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { Case, TakeStep } from '#contract/case.ts';
import { call } from '../platform/api/call.ts';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { caseKey } from '../platform/live/case-detail-cache.ts';
import { useWords } from '../platform/words/use-words.ts';

/** Takes a step in a case, and says how it went. */
export function useTakeStep({ id, number }: Pick<Case, 'id' | 'number'>) {
  const queryClient = useQueryClient();
  const { t } = useWords();
  return useMutation({
    mutationFn: (request: TakeStep) => call('takeStep', { params: { id }, body: request }),
    onSuccess: (detail, { step }) => {
      queryClient.setQueryData(caseKey(id), detail);
      toast(t('case.step.done', { number, step: t(`case.step.${step}`) }));
    },
    onError: (error) => {
      toast.error(t('case.step.failed'), { description: problemInWords(error, t) });
      void queryClient.invalidateQueries({ queryKey: caseKey(id) });
    },
  });
}
