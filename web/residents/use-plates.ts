import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../platform/api/call.ts';

/** The door plates of a grid, and bringing in more. */
export function usePlates(gridCode: string) {
  const queryClient = useQueryClient();
  const plates = useQuery({
    queryKey: ['plates', gridCode],
    queryFn: ({ signal }) => call('plates', { query: { gridCode }, signal }),
    enabled: gridCode !== '',
  });
  const bringIn = useMutation({
    mutationFn: async ({ file, isGcj02 }: { file: File; isGcj02: boolean }) =>
      call('importPlates', { body: { csv: await file.text(), coordinates: isGcj02 ? 'gcj02' : 'wgs84' } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['plates'] }),
  });
  return { plates, bringIn };
}
