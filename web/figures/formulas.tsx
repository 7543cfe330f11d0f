import { countNames, counts, rateNames, rates } from '#contract/indicator.ts';
import { useWords } from '../platform/words/use-words.ts';

/** What every number means, in the words that it is computed by. */
export function Formulas() {
  const { t, language } = useWords();
  const word = language === 'zh' ? 0 : 1;
  return (
    <details className="px-4 py-3 text-sm">
      <summary className="cursor-pointer text-soft hover:text-accent">{t('figures.formulas')}</summary>
      <dl className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(22rem,1fr))] gap-x-8 gap-y-2">
        {rateNames.map((name) => (
          <div key={name}>
            <dt>{rates[name].name[word]}</dt>
            <dd className="text-faint">
              {counts[rates[name].part].name[word]} ÷ {counts[rates[name].of].name[word]} × 100 %
            </dd>
          </div>
        ))}
        {countNames.map((name) => (
          <div key={name}>
            <dt>{counts[name].name[word]}</dt>
            <dd className="text-faint">{counts[name].meaning[word]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
