import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { call } from '../platform/api/call.ts';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';

const settingsKey = ['alert-settings'] as const;

/** Rules, policies, channels, and whoever policies can name. */
export const useAlertSettings = () =>
  useQuery({
    queryKey: settingsKey,
    queryFn: async ({ signal }) => {
      const [rules, policies, channels, rosters, people, departments] = await Promise.all([
        call('alertRules', { signal }),
        call('alertPolicies', { signal }),
        call('alertChannels', { signal }),
        call('rosters', { signal }),
        call('dutyPeople', { signal }),
        call('departments', { signal }),
      ]);
      return {
        rules: rules.items,
        policies: policies.items,
        channels: channels.items,
        rosters: rosters.items,
        people: people.items,
        departments: departments.items,
      };
    },
  });
export type AlertSettingsData = NonNullable<ReturnType<typeof useAlertSettings>['data']>;

/** Who may change them. */
export const useIsKeeper = (): boolean => useSession((session) => session.user?.role === 'admin');

/** Saves or removes something, says how that went, and reads the settings again. */
export function useSaveSetting(onSaved?: () => void) {
  const queryClient = useQueryClient();
  const { t } = useWords();
  return useMutation({
    mutationFn: (save: () => Promise<unknown>) => save(),
    onSuccess: () => {
      toast(t('alertDesk.settings.saved'));
      onSaved?.();
    },
    onError: (error) =>
      toast.error(t('alertDesk.failed'), {
        description: `${problemInWords(error, t)} ${error instanceof Error ? error.message : ''}`,
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: settingsKey }),
  });
}
