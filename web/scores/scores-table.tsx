import clsx from 'clsx';
import type { Scored, ScoreRule } from '#contract/score.ts';
import { useWords } from '../platform/words/use-words.ts';

/** Everybody by score, with how often each rule held for them. */
export function ScoresTable({ items, rules }: { items: readonly Scored[]; rules: readonly ScoreRule[] }) {
  const { t, nameIn } = useWords();
  const shown = rules.filter(({ enabled }) => enabled);
  return (
    <table className="w-full text-sm">
      <thead>
        <tr className="text-right text-xs text-faint">
          <th className="w-12 pr-4 pb-2 font-medium">{t('scores.rank')}</th>
          <th className="pr-4 pb-2 text-left font-medium">{t('figures.group')}</th>
          <th className="pr-4 pb-2 font-medium">{t('scores.score')}</th>
          <th className="pr-4 pb-2 font-medium">{t('scores.cases')}</th>
          {shown.map(({ code }) => (
            <th key={code} className="pr-4 pb-2 font-medium">
              {t(`scores.rule.${code}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item, i) => (
          <tr key={item.code} className="figure border-t border-line text-right hover:bg-raised">
            <td className="py-1.5 pr-4 text-faint">{i + 1}</td>
            <td className="pr-4 text-left font-sans">{nameIn(item, 'name')}</td>
            <td
              className={clsx(
                'pr-4 text-lg font-medium',
                item.score < 60 ? 'text-amber' : item.score < 90 ? 'text-ink' : 'text-accent',
              )}
            >
              {item.score.toFixed(1)}
            </td>
            <td className="pr-4">{item.cases}</td>
            {shown.map(({ code }) => (
              <td key={code} className="pr-4 text-soft">
                {item.counts[code] || '—'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
