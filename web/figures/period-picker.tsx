import clsx from 'clsx';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { PeriodKind } from '#contract/figures.ts';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { useWords } from '../platform/words/use-words.ts';

interface PeriodPickerProps {
  period: PeriodKind;
  /** The period's first day and the day after its last, as the report tells them. */
  shown: { from: string; to: string } | undefined;
  isRunning: boolean;
  onPeriod(period: PeriodKind): void;
  onDay(day: string): void;
}

const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
/** Longer than any period of its kind, from its first day on. */
const length = { day: 1, week: 7, month: 31, quarter: 92, year: 366 } as const;

/** Which period one looks at: how long, and the one before or after. */
export function PeriodPicker({ period, shown, isRunning, onPeriod, onDay }: PeriodPickerProps) {
  const { t } = useWords();
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <fieldset className="flex overflow-hidden rounded-md border border-line-strong text-sm">
        <legend className="sr-only">{t('figures.period')}</legend>
        {PeriodKind.options.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={kind === period}
            onClick={() => onPeriod(kind)}
            className={clsx(
              'min-h-9 px-3.5',
              kind === period ? 'bg-accent-deep text-accent' : 'text-soft hover:bg-pressed',
            )}
          >
            {t(`figures.kind.${kind}`)}
          </button>
        ))}
      </fieldset>
      <div className="flex items-center gap-1">
        <IconButton
          icon={ChevronLeft}
          label={t('figures.earlier')}
          onClick={() => shown && onDay(shift(shown.from, -1))}
        />
        <span className="figure min-w-52 text-center text-lg">
          {shown && (period === 'day' ? shown.from : `${shown.from} – ${shift(shown.to, -1)}`)}
        </span>
        <IconButton
          icon={ChevronRight}
          label={t('figures.later')}
          disabled={isRunning}
          onClick={() => shown && onDay(shift(shown.from, length[period]))}
        />
      </div>
    </div>
  );
}
