import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { call } from '../platform/api/call.ts';
import { Button } from '../platform/interface/button.tsx';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { DeliveryTable } from './delivery-table.tsx';

const deadKey = ['alert-deliveries', 'dead'];

/** Messages that could not be sent, and another try for them. */
export function DeadLetters() {
  const { t } = useWords();
  const queryClient = useQueryClient();
  const isAdmin = useSession((session) => session.user?.role === 'admin');
  const { data, error } = useQuery({
    queryKey: deadKey,
    queryFn: ({ signal }) => call('deadAlertDeliveries', { signal }),
    refetchInterval: 15_000,
  });
  const retry = useMutation({
    mutationFn: (id: string) => call('retryAlertDelivery', { params: { id }, body: {} }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: deadKey }),
    onError: (problem) => toast.error(t('alertDesk.failed'), { description: problemInWords(problem, t) }),
  });
  if (error) return <ProblemLine error={error} />;
  if (data?.items.length === 0) return <p className="px-4 py-6 text-soft">{t('alertDesk.dead.none')}</p>;
  return (
    <div className="mx-auto max-w-4xl px-4 py-4">
      <DeliveryTable
        deliveries={data?.items ?? []}
        {...(isAdmin
          ? {
              action: ({ id }) => (
                <Button onClick={() => retry.mutate(id)} disabled={retry.isPending}>
                  {t('alertDesk.dead.retry')}
                </Button>
              ),
            }
          : {})}
      />
    </div>
  );
}
