import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { CameraTune } from '#contract/feedback.ts';
import { call } from '../api/call.ts';
import { problemInWords } from '../interface/problem-in-words.ts';
import { useWords } from '../words/use-words.ts';
import { cameraTunesKey, caseFeedbackKey } from './case-detail-cache.ts';

/** Takes back an ignore-zone or a threshold, from the case or from the camera. */
export function useUndoTune() {
  const queryClient = useQueryClient();
  const { t } = useWords();
  return useMutation({
    mutationFn: ({ id }: CameraTune) => call('undoTune', { params: { id } }),
    onSuccess: () => toast(t('feedback.undone')),
    onError: (error) => toast.error(t('feedback.failed'), { description: problemInWords(error, t) }),
    onSettled: (_, __, { cameraCode, caseId }) => {
      void queryClient.invalidateQueries({ queryKey: cameraTunesKey(cameraCode) });
      if (caseId) void queryClient.invalidateQueries({ queryKey: caseFeedbackKey(caseId) });
    },
  });
}
