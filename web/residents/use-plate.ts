import { useQuery } from '@tanstack/react-query';
import { PlateView } from '#contract/resident.ts';
import { call } from '../platform/api/call.ts';

const memoryOf = (code: string) => `eyrie-plate-${code}`;

/** What a door plate's code leads to; kept on the phone, so that a report can be written without a network. */
export function usePlate(code: string) {
  const plate = useQuery({
    queryKey: ['plate', code],
    queryFn: async ({ signal }) => {
      const view = await call('plateView', { params: { code }, signal });
      localStorage.setItem(memoryOf(code), JSON.stringify(view));
      return view;
    },
    staleTime: 3_600_000,
  });
  return { plate: plate.data ?? remembered(code), error: plate.error, retry: () => void plate.refetch() };
}

function remembered(code: string): PlateView | undefined {
  const text = localStorage.getItem(memoryOf(code));
  const parsed = text === null ? undefined : PlateView.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : undefined;
}
