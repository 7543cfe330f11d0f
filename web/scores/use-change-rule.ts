import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ScoreRule } from '#contract/score.ts';
import { call } from '../platform/api/call.ts';

/** Changes a rule; all scores are asked for anew. */
export function useChangeRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ code, points, limitMinutes, enabled }: ScoreRule) =>
      call('changeScoreRule', { params: { code }, body: { points, limitMinutes, enabled } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['scores'] }),
  });
}
