import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseSearch } from '#contract/find.ts';
import { call } from '../platform/api/call.ts';

const queryKey = ['saved-filters'];

/** The user's saved filters, and how to keep and forget one. */
export function useSavedFilters() {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey });
  const { data } = useQuery({ queryKey, queryFn: ({ signal }) => call('savedFilters', { signal }) });
  const save = useMutation({
    mutationFn: (body: { name: string; query: CaseSearch }) => call('saveFilter', { body }),
    onSuccess: again,
  });
  const drop = useMutation({
    mutationFn: (id: string) => call('dropFilter', { params: { id } }),
    onSuccess: again,
  });
  return { filters: data?.items ?? [], save, drop };
}
