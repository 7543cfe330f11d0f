import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../platform/api/call.ts';
import { useSession } from '../platform/session-state.ts';

/** Ends the session on the server and forgets everything that was loaded in it. */
export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call('signOut', {}),
    onSettled: () => {
      queryClient.clear();
      useSession.getState().leave();
    },
  });
}
