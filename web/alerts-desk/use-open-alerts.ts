import { useQuery } from '@tanstack/react-query';
import { caseRoles } from '#contract/endpoint.ts';
import { call } from '../platform/api/call.ts';
import { openAlertsKey } from '../platform/live/alert-cache.ts';
import { useSession } from '../platform/session-state.ts';

/** News come by the socket; what it missed comes with the next look. */
const lookEveryMs = 60_000;

/** Alerts that nobody has answered, newest first. */
export function useOpenAlerts() {
  const role = useSession((session) => session.user?.role);
  return useQuery({
    queryKey: openAlertsKey,
    queryFn: async ({ signal }) => (await call('alerts', { query: { state: 'open' }, signal })).items,
    enabled: role !== undefined && caseRoles.includes(role),
    refetchInterval: lookEveryMs,
  });
}
