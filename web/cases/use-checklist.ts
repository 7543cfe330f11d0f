import { useQuery } from '@tanstack/react-query';
import { call } from '../platform/api/call.ts';

/** 处置清单 of a type; it changes so rarely that one reading serves the session. */
export function useChecklist(typeCode: string): readonly string[] {
  const { data } = useQuery({
    queryKey: ['checklists'],
    queryFn: ({ signal }) => call('typeSettings', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    select: ({ items }) => items.find(({ code }) => code === typeCode)?.checklist,
  });
  return data ?? [];
}
