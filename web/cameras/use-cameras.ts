import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Camera } from '#contract/camera.ts';
import { call } from '../platform/api/call.ts';
import { isWatched } from './camera-features.ts';

/** Every camera of the district; they change so rarely that once an hour is often. */
export function useCameras() {
  const query = useQuery({
    queryKey: ['cameras'],
    queryFn: ({ signal }) => call('cameras', { query: { limit: 10_000 }, signal }),
    staleTime: 3_600_000,
    refetchInterval: 3_600_000,
  });
  const byCode = useMemo(
    () =>
      new Map<string, Camera>(query.data?.features.map(({ properties }) => [properties.code, properties])),
    [query.data],
  );
  const watched = useMemo(() => [...byCode.values()].filter(isWatched), [byCode]);
  return { ...query, byCode, watched };
}
