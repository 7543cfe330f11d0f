import type { QueryClient } from '@tanstack/react-query';
import type { CaseDetail } from '#contract/case.ts';
import type { LogEvent } from '#contract/wall-events.ts';

export const caseKey = (id: string) => ['case', id] as const;
export const caseFeedbackKey = (id: string) => ['case-feedback', id] as const;
export const cameraTunesKey = (code: string) => ['camera-tunes', code] as const;

/** Puts news of a case into the detail that is on screen at once, and asks for its history and feedback again. */
export function followCaseDetails(queryClient: QueryClient, batch: readonly LogEvent[]): void {
  for (const event of batch) {
    if (event.name === 'cameraTuned') {
      const { cameraCode, caseId } = event.payload;
      void queryClient.invalidateQueries({ queryKey: cameraTunesKey(cameraCode) });
      if (caseId) void queryClient.invalidateQueries({ queryKey: caseFeedbackKey(caseId) });
    }
    if (event.name === 'caseMoved')
      void queryClient.invalidateQueries({ queryKey: caseKey(event.payload.caseId) });
    if (event.name !== 'caseChanged') continue;
    const news = event.payload;
    void queryClient.invalidateQueries({ queryKey: caseFeedbackKey(news.id) });
    const known = queryClient.getQueryData<CaseDetail>(caseKey(news.id));
    if (!known || known.version >= news.version) continue;
    queryClient.setQueryData<CaseDetail>(caseKey(news.id), { ...known, ...news });
    void queryClient.invalidateQueries({ queryKey: caseKey(news.id) });
  }
}
