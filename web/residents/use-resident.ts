import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AskCode, VerifyPhone } from '#contract/resident.ts';
import { ApiProblem } from '../platform/api/api-problem.ts';
import { call } from '../platform/api/call.ts';

const key = ['resident'];

/** Whose phone was proved on this device: null where nobody's was, undefined while nobody knows. */
export function useResident() {
  const queryClient = useQueryClient();
  const resident = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      try {
        return await call('resident', { signal });
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'phone-not-verified') return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
  const askCode = useMutation({ mutationFn: (body: AskCode) => call('askCode', { body }) });
  const verify = useMutation({
    mutationFn: (body: VerifyPhone) => call('verifyPhone', { body }),
    onSuccess: (proved) => queryClient.setQueryData(key, proved),
  });
  const forget = useMutation({
    mutationFn: () => call('forgetResident', {}),
    onSuccess: () => {
      queryClient.setQueryData(key, null);
      queryClient.removeQueries({ queryKey: ['own-reports'] });
    },
  });
  return {
    resident: resident.data,
    askCode,
    verify,
    forget,
    /** The server said that nobody's phone is proved here. */
    isUnknown: () => void queryClient.setQueryData(key, null),
  };
}
