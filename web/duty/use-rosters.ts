import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { call } from '../platform/api/call.ts';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';

/** Rosters, and who is on duty now. */
export const useRosters = () =>
  useQuery({
    queryKey: ['rosters'],
    queryFn: async ({ signal }) => (await call('rosters', { signal })).items,
    refetchInterval: 60_000,
  });

/** Who can be put on duty. */
export const useDutyPeople = () =>
  useQuery({
    queryKey: ['duty-people'],
    queryFn: async ({ signal }) => (await call('dutyPeople', { signal })).items,
  });

/** A roster over a time; instants in ISO 8601. */
export const useDutyCalendar = (id: string, from: string, to: string) =>
  useQuery({
    queryKey: ['duty-calendar', id, from, to],
    queryFn: ({ signal }) => call('dutyCalendar', { params: { id }, query: { from, to }, signal }),
    placeholderData: (last) => last,
  });

/** Who may put others on duty, and press the emergency switch. */
export const useIsDutyKeeper = (): boolean =>
  useSession(({ user }) => user !== null && ['admin', 'dispatcher', 'leader'].includes(user.role));

/** Changes something about duty, says how that went, and reads everything about duty again. */
export function useChangeDuty(onDone?: () => void) {
  const queryClient = useQueryClient();
  const { t } = useWords();
  return useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSuccess: () => {
      toast(t('duty.saved'));
      onDone?.();
    },
    onError: (error) =>
      toast.error(t('duty.failed'), {
        description: `${problemInWords(error, t)} ${error instanceof Error ? error.message : ''}`,
      }),
    onSettled: () =>
      Promise.all(
        ['rosters', 'duty-calendar', 'emergency', 'alert-settings'].map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
}
