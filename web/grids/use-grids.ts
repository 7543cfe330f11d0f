import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../platform/api/call.ts';
import { useWallStore } from '../platform/live/wall-store.ts';

/** Every grid with its shape, loaded with each full load of the wall. */
export function useGrids() {
  const query = useQuery({
    queryKey: ['grids'],
    queryFn: ({ signal }) => call('grids', { query: { limit: 10_000 }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { dataUpdatedAt } = query;
  useEffect(() => {
    if (dataUpdatedAt > 0) useWallStore.getState().gridsLoaded();
  }, [dataUpdatedAt]);
  return query;
}
