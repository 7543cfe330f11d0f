import clsx from 'clsx';
import type { WallSnapshot } from '#contract/wall-events.ts';
import { useWords } from '../platform/words/use-words.ts';
import { countersToShow } from './counters-to-show.ts';

/** The district in six figures. */
export function CounterStrip({ counters }: { counters: WallSnapshot['counters'] }) {
  const { t, language } = useWords();
  const figures = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB');
  return (
    <dl className="flex items-center gap-7 max-md:w-full max-md:justify-between max-md:gap-3">
      {countersToShow(counters).map(({ name, value, tone }) => (
        <div key={name} className="flex flex-col-reverse whitespace-nowrap">
          <dt className="text-xs leading-tight text-faint max-md:text-2xs">{t(`counter.${name}`)}</dt>
          <dd
            className={clsx(
              'figure text-2xl leading-none font-medium max-md:text-xl',
              tone === 'alarm' && 'text-alarm',
              tone === 'quiet' && 'text-soft',
            )}
          >
            {figures.format(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
