import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { AuditFilter } from '#contract/audit.ts';
import { fileEndpoints } from '#contract/endpoints.ts';
import { call } from '../platform/api/call.ts';
import { requestUrl } from '../platform/api/request-url.ts';

/** The audit log, newest first, page by page. */
export const useAudit = (filter: AuditFilter) =>
  useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ signal, pageParam }) =>
      call('audit', { query: { ...filter, ...(pageParam ? { before: pageParam } : {}) }, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

export const useVerifyAudit = () => useMutation({ mutationFn: () => call('verifyAudit', {}) });

/** Where the table of a filter is. */
export const auditTableUrl = (filter: AuditFilter): string =>
  requestUrl(fileEndpoints.auditTable.path, {}, filter);
