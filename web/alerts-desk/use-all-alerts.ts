import { useQuery } from '@tanstack/react-query';
import { call } from '../platform/api/call.ts';

/** The newest alerts, answered or not. */
export const useAllAlerts = (enabled: boolean) =>
  useQuery({
    queryKey: ['alerts', 'all'],
    queryFn: async ({ signal }) => (await call('alerts', { query: { state: 'all' }, signal })).items,
    enabled,
  });
