import { useQuery } from '@tanstack/react-query';
import { call } from '../platform/api/call.ts';
import { alertKey } from '../platform/live/alert-cache.ts';

/** One alert with its history and its messages. */
export const useAlert = (id: string | null) =>
  useQuery({
    queryKey: alertKey(id ?? ''),
    queryFn: ({ signal }) => call('alert', { params: { id: id ?? '' }, signal }),
    enabled: id !== null,
  });
