import { useQuery } from '@tanstack/react-query';
import type { Case } from '#contract/case.ts';
import type { CaseSource } from '#contract/case-state.ts';
import { call } from '../platform/api/call.ts';

const machines: readonly CaseSource[] = ['ai', 'sensor', 'drone'];

/** Who reported a case, where it was a person; their phone is whole for the centre alone. */
export const useCaseReporter = ({ id, source }: Pick<Case, 'id' | 'source'>) =>
  useQuery({
    queryKey: ['case-reporter', id],
    queryFn: ({ signal }) => call('caseReporter', { params: { id }, signal }),
    enabled: !machines.includes(source),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
