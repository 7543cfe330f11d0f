import { useQuery } from '@tanstack/react-query';
import type { ScoreSubject } from '#contract/score.ts';
import { call } from '../platform/api/call.ts';

export const useScores = (subject: ScoreSubject, month: string) =>
  useQuery({
    queryKey: ['scores', subject, month],
    queryFn: ({ signal }) => call('scores', { query: { subject, month }, signal }),
    placeholderData: (previous) => previous,
  });
