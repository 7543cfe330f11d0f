import type { Compared } from '#contract/figures.ts';
import { type CountName, counts } from '#contract/indicator.ts';
import { useWords } from '../platform/words/use-words.ts';
import { relativeChange, signed } from './difference.ts';

/** One count with how it moved; what it counts is told where one points at it. */
export function CountTile({ name, total }: { name: CountName; total: Compared }) {
  const { t, language } = useWords();
  const word = language === 'zh' ? 0 : 1;
  const change = (then: number) => signed(relativeChange(total.now[name], then), '%');
  return (
    <div className="min-w-0 border-l border-line pl-4" title={counts[name].meaning[word]}>
      <p className="truncate text-sm text-soft">{counts[name].name[word]}</p>
      <p className="figure text-2xl font-medium">{total.now[name].toLocaleString('en')}</p>
      <p className="figure flex flex-wrap gap-x-3 text-xs text-faint">
        <span className="whitespace-nowrap">
          {t('figures.before')} {change(total.before[name])}
        </span>
        <span className="whitespace-nowrap">
          {t('figures.yearAgo')} {change(total.yearAgo[name])}
        </span>
      </p>
    </div>
  );
}
