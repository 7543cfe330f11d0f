import { useQuery } from '@tanstack/react-query';
import { caseRoles } from '#contract/endpoint.ts';
import { call } from '../platform/api/call.ts';
import { emergencyKey } from '../platform/live/alert-cache.ts';
import { useSession } from '../platform/session-state.ts';

/** Whether the emergency rosters count. */
export function useEmergency() {
  const role = useSession((session) => session.user?.role);
  return useQuery({
    queryKey: emergencyKey,
    queryFn: ({ signal }) => call('emergency', { signal }),
    enabled: role !== undefined && caseRoles.includes(role),
    refetchInterval: 60_000,
  });
}
