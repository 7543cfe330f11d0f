import type { QueryClient } from '@tanstack/react-query';
import type { CaseDetail } from '#contract/case.ts';
import type { LogEvent } from '#contract/wall-events.ts';

export const caseKey = (id: string) => ['case', id] as const;

/** Puts news of a case into the detail that is on screen at once, and asks for its history again. */
export function followCaseDetails(queryClient: QueryClient, batch: readonly LogEvent[]): void {
  for (const event of batch) {
    if (event.name !== 'caseChanged') continue;
    const news = event.payload;
    const known = queryClient.getQueryData<CaseDetail>(caseKey(news.id));
    if (!known || known.version >= news.version) continue;
    queryClient.setQueryData<CaseDetail>(caseKey(news.id), { ...known, ...news });
    void queryClient.invalidateQueries({ queryKey: caseKey(news.id) });
  }
}
