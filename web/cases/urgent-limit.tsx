import clsx from 'clsx';
import type { Case } from '#contract/case.ts';
import { durationInWords } from '../platform/format-duration.ts';
import { useServerSecond } from '../platform/live/server-clock.ts';
import { useWords } from '../platform/words/use-words.ts';
import { mostUrgent } from './limits-to-show.ts';

/** In a list: the limit of a case that is near or over, in its colour; nothing where there is time. */
export function UrgentLimit({ item }: { item: Case }) {
  const { t } = useWords();
  const limit = mostUrgent(item.limits, useServerSecond());
  if (!limit) return null;
  const duration = durationInWords(Math.abs(limit.leftMs), t);
  return (
    <span
      title={t(`dispatch.phase.${limit.phase}`)}
      className={clsx('figure whitespace-nowrap', limit.urgency === 'yellow' ? 'text-amber' : 'text-alarm')}
    >
      {t(limit.urgency === 'over' ? 'dispatch.limit.over' : 'dispatch.limit.left', { duration })}
    </span>
  );
}
