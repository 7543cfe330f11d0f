import type { QueryClient } from '@tanstack/react-query';
import type { Alert, AlertState } from '#contract/alert.ts';
import type { LogEvent } from '#contract/wall-events.ts';

export const openAlertsKey = ['alerts', 'open'] as const;
export const alertKey = (id: string) => ['alert', id] as const;
export const emergencyKey = ['emergency'] as const;

const answered: readonly AlertState[] = ['acknowledged', 'taken', 'over'];

/** Puts news of alerts and of the emergency into what is on screen. */
export function followAlerts(queryClient: QueryClient, batch: readonly LogEvent[]): void {
  for (const event of batch) {
    if (event.name === 'emergencyChanged') {
      queryClient.setQueryData(emergencyKey, event.payload);
      void queryClient.invalidateQueries({ queryKey: ['rosters'] });
    }
    if (event.name !== 'alertChanged') continue;
    const news = event.payload;
    queryClient.setQueryData<Alert[]>(openAlertsKey, (known) => known && withNews(known, news));
    void queryClient.invalidateQueries({ queryKey: ['alerts', 'all'] });
    void queryClient.invalidateQueries({ queryKey: alertKey(news.id) });
  }
}

/** The open alerts, newest first, with this one as it is now. */
export function withNews(known: readonly Alert[], news: Alert): Alert[] {
  const before = known.find(({ id }) => id === news.id);
  if (before && before.version >= news.version) return [...known];
  const others = known.filter(({ id }) => id !== news.id);
  if (answered.includes(news.state)) return others;
  return [...others, news].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}
