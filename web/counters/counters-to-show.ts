import type { WallSnapshot } from '#contract/wall-events.ts';

export interface ShownCounter {
  name: 'open' | 'today' | 'ai' | 'closed' | 'overdue';
  value: number;
  /** Only what is overdue may take the alarm's colour, and only when there is any. */
  tone: 'plain' | 'quiet' | 'alarm';
}

/** Which figures the wall shows, in which order and tone. */
export function countersToShow(counters: WallSnapshot['counters']): ShownCounter[] {
  return [
    { name: 'open', value: counters.openCases, tone: 'plain' },
    { name: 'ai', value: counters.aiToday, tone: 'plain' },
    { name: 'today', value: counters.openedToday, tone: 'quiet' },
    { name: 'closed', value: counters.closedToday, tone: 'quiet' },
    { name: 'overdue', value: counters.overdue, tone: counters.overdue > 0 ? 'alarm' : 'quiet' },
  ];
}
