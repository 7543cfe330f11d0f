import clsx from 'clsx';
import type { Case } from '#contract/case.ts';
import { durationInWords } from '../platform/format-duration.ts';
import { useServerSecond } from '../platform/live/server-clock.ts';
import { useWords } from '../platform/words/use-words.ts';
import { limitsToShow, type Urgency } from './limits-to-show.ts';

const looks: Record<Urgency, string> = {
  calm: 'border-accent/60 text-soft',
  yellow: 'border-amber text-amber',
  red: 'border-alarm text-alarm',
  over: 'border-alarm bg-alarm-deep text-alarm font-medium',
  paused: 'border-line-strong text-faint',
};

/** What is left of a case's limits, counting down: yellow and red as they come near. */
export function CaseLimits({ item }: { item: Case }) {
  const { t } = useWords();
  const now = useServerSecond();
  const shown = limitsToShow(item.limits, now);
  if (shown.length === 0) return null;
  return (
    <ul aria-label={t('dispatch.limit.title')} className="figure mt-2.5 flex flex-wrap gap-2 text-sm">
      {shown.map(({ phase, urgency, leftMs }) => {
        const duration = durationInWords(Math.abs(leftMs), t);
        return (
          <li key={phase} className={clsx('flex gap-2 rounded-sm border-l-2 px-2 py-0.5', looks[urgency])}>
            <span>{t(`dispatch.phase.${phase}`)}</span>
            <span>
              {urgency === 'paused'
                ? t('dispatch.limit.paused', { duration })
                : t(urgency === 'over' ? 'dispatch.limit.over' : 'dispatch.limit.left', { duration })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
