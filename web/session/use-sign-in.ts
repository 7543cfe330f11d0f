import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SignIn } from '#contract/session.ts';
import { call } from '../platform/api/call.ts';
import { useSession } from '../platform/session-state.ts';

/** Signs in; whatever was shown before is loaded anew, as the person may be another. */
export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SignIn) => call('signIn', { body }),
    onSuccess: (user) => {
      queryClient.clear();
      useSession.getState().enter(user);
    },
  });
}
