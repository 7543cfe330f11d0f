import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../platform/api/call.ts';
import { useSession } from '../platform/session-state.ts';

/** What everybody does with their own account, one request each. */

export const usePasswordRules = () =>
  useQuery({
    queryKey: ['my', 'password-rules'],
    queryFn: ({ signal }) => call('passwordRules', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Answers the session as it is then: the duty to change the password is done. */
export const useChangePassword = () =>
  useMutation({
    mutationFn: (body: { password: string; newPassword: string }) => call('changePassword', { body }),
    onSuccess: (user) => useSession.getState().enter(user),
  });

export const useSecondFactor = () =>
  useQuery({ queryKey: ['my', 'second-factor'], queryFn: ({ signal }) => call('secondFactor', { signal }) });

export const useSetUpSecondFactor = () =>
  useMutation({ mutationFn: (password: string) => call('setUpSecondFactor', { body: { password } }) });

export const useConfirmSecondFactor = () =>
  useMutation({ mutationFn: (code: string) => call('confirmSecondFactor', { body: { code } }) });

const useMine = <Input, Output>(work: (input: Input) => Promise<Output>) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['my'] }),
  });
};
export const useDropSecondFactor = () =>
  useMine((password: string) => call('dropSecondFactor', { body: { password } }));
export const useNewRecoveryCodes = () =>
  useMine((password: string) => call('newRecoveryCodes', { body: { password } }));

export const useMySessions = () =>
  useQuery({ queryKey: ['my', 'sessions'], queryFn: ({ signal }) => call('mySessions', { signal }) });
export const useEndMySession = () => useMine((id: string) => call('endMySession', { params: { id } }));
