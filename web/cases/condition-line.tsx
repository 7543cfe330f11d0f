import type { Case } from '#contract/case.ts';
import { durationInWords } from '../platform/format-duration.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { useServerSecond } from '../platform/live/server-clock.ts';
import { useWords } from '../platform/words/use-words.ts';

const stillKey = {
  'fire-lane': 'case.stillBlocked',
  'straw-burning': 'case.stillBurning',
  'high-rise-throwing': 'case.stillThere',
} as const;

/** Since when, and for how long: counting while the thing is still there. */
export function ConditionLine({ item }: { item: Case }) {
  const { t, language } = useWords();
  const now = useServerSecond();
  const started = Date.parse(item.startedAt);
  const lasting = (until: number) => durationInWords(until - started, t);
  return (
    <p className="figure mt-2.5 flex items-baseline justify-between gap-4 text-base">
      <span className="text-soft">{dateAndTime(item.startedAt, language)}</span>
      {item.condition === 'ongoing' && item.state !== 'refused' && (
        <strong className="font-medium text-alarm">
          {t(item.scene ? stillKey[item.scene] : 'case.stillThere', { duration: lasting(now) })}
        </strong>
      )}
      {item.condition === 'cleared' && item.clearedAt && item.scene !== 'high-rise-throwing' && (
        <span className="text-accent">
          {t('case.condition.cleared')} ·{' '}
          {t('case.lasted', { duration: lasting(Date.parse(item.clearedAt)) })}
        </span>
      )}
      {item.scene === 'high-rise-throwing' && item.condition === 'cleared' && (
        <span className="text-soft">{t('case.condition.once')}</span>
      )}
    </p>
  );
}
