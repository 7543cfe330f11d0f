import clsx from 'clsx';
import type { Compared } from '#contract/figures.ts';
import { counts, type RateName, rateOf, rates } from '#contract/indicator.ts';
import { useWords } from '../platform/words/use-words.ts';
import { percent, signed } from './difference.ts';

/** One rate, large, with how it moved and the formula that it comes from. */
export function RateTile({ name, total }: { name: RateName; total: Compared }) {
  const { t, language } = useWords();
  const definition = rates[name];
  const word = language === 'zh' ? 0 : 1;
  const now = rateOf(name, total.now);
  const formula = `${counts[definition.part].name[word]} ÷ ${counts[definition.of].name[word]}`;
  return (
    <div className="min-w-0 border-l border-line pl-4" title={formula}>
      <p className="truncate text-sm text-soft">{definition.name[word]}</p>
      <p className="figure text-3xl font-medium">{percent(now)}</p>
      <p className="figure flex flex-wrap gap-x-3 text-xs">
        <Move label={t('figures.before')} now={now} then={rateOf(name, total.before)} up={definition.up} />
        <Move label={t('figures.yearAgo')} now={now} then={rateOf(name, total.yearAgo)} up={definition.up} />
      </p>
    </div>
  );
}

function Move({
  label,
  now,
  then,
  up,
}: {
  label: string;
  now: number | null;
  then: number | null;
  up: boolean;
}) {
  const change = now === null || then === null ? null : now - then;
  const isWorse = change !== null && Math.abs(change) >= 0.0005 && change > 0 !== up;
  return (
    <span className="whitespace-nowrap text-faint">
      {label}{' '}
      <b className={clsx('font-medium', isWorse ? 'text-amber' : 'text-soft')}>{signed(change, 'pp')}</b>
    </span>
  );
}
