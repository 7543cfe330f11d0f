import { useQuery } from '@tanstack/react-query';
import type { QueryInputOf } from '#contract/endpoints.ts';
import { call } from '../platform/api/call.ts';

/** Indicators of a period; they are asked for anew while one looks. */
export const useFigures = (query: QueryInputOf<'figures'>) =>
  useQuery({
    queryKey: ['figures', query],
    queryFn: ({ signal }) => call('figures', { query, signal }),
    placeholderData: (previous) => previous,
    refetchInterval: 60_000,
  });
