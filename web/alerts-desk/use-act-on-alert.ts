import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import type { Alert, AlertAct } from '#contract/alert.ts';
import { call } from '../platform/api/call.ts';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { alertKey, openAlertsKey, withNews } from '../platform/live/alert-cache.ts';
import { useWords } from '../platform/words/use-words.ts';

/** Answers an alert, and says how that went. */
export function useActOnAlert() {
  const queryClient = useQueryClient();
  const { t, nameIn } = useWords();
  return useMutation({
    mutationFn: ({ id, ...body }: AlertAct & { id: string }) => call('actOnAlert', { params: { id }, body }),
    onSuccess: (detail, { action }) => {
      queryClient.setQueryData(alertKey(detail.id), detail);
      queryClient.setQueryData<Alert[]>(openAlertsKey, (known) => known && withNews(known, detail));
      void queryClient.invalidateQueries({ queryKey: ['alerts', 'all'] });
      const what = nameIn(detail.facts, 'typeName');
      toast(t('alertDesk.done', { action: t(`alertDesk.action.${action}`), what }));
    },
    onError: (error) => {
      toast.error(t('alertDesk.failed'), { description: problemInWords(error, t) });
      void queryClient.invalidateQueries({ queryKey: openAlertsKey });
    },
  });
}
