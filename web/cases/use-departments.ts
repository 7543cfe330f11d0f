import { useQuery } from '@tanstack/react-query';
import { call } from '../platform/api/call.ts';

/** Departments that a case may be sent to; they change so rarely that one reading serves the session. */
export const useDepartments = () =>
  useQuery({
    queryKey: ['departments'],
    queryFn: ({ signal }) => call('departments', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
