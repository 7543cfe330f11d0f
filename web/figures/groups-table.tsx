import type { ReactNode } from 'react';
import type { FigureReport } from '#contract/figures.ts';
import { counts, type RateName, rateOf, rates, tableCounts } from '#contract/indicator.ts';
import { useWords } from '../platform/words/use-words.ts';
import { percent, relativeChange, signed } from './difference.ts';

const shownRates: RateName[] = [
  'filedInTimeRate',
  'dispatchedWellRate',
  'handledInTimeRate',
  'closedInTimeRate',
  'satisfactionRate',
];

/** Every group with its counts and rates; a press narrows the page to it. */
export function GroupsTable({
  groups,
  onPick,
}: {
  groups: FigureReport['groups'];
  onPick: ((code: string) => void) | undefined;
}) {
  const { t, language, nameIn } = useWords();
  const word = language === 'zh' ? 0 : 1;
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead>
          <tr className="text-right text-xs text-faint">
            <Head left>{t('figures.group')}</Head>
            {tableCounts.map((name) => (
              <Head key={name} title={counts[name].meaning[word]}>
                {counts[name].name[word]}
              </Head>
            ))}
            <Head>{t('figures.before')}</Head>
            {shownRates.map((name) => (
              <Head
                key={name}
                title={`${counts[rates[name].part].name[word]} ÷ ${counts[rates[name].of].name[word]}`}
              >
                {rates[name].name[word]}
              </Head>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.code} className="figure border-t border-line text-right hover:bg-raised">
              <td className="py-1.5 pr-4 text-left font-sans whitespace-nowrap">
                {onPick && group.code !== '' ? (
                  <button type="button" className="hover:text-accent" onClick={() => onPick(group.code)}>
                    {nameIn(group, 'name')}
                  </button>
                ) : (
                  nameIn(group, 'name')
                )}
              </td>
              {tableCounts.map((name) => (
                <td key={name} className="pl-4">
                  {group.now[name].toLocaleString('en')}
                </td>
              ))}
              <td className="pl-4 whitespace-nowrap text-faint">
                {signed(relativeChange(group.now.reported, group.before.reported), '%')}
              </td>
              {shownRates.map((name) => (
                <td key={name} className="pl-4 whitespace-nowrap text-soft">
                  {percent(rateOf(name, group.now))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Head = ({ children, title, left }: { children: ReactNode; title?: string; left?: boolean }) => (
  <th title={title} className={left ? 'pr-4 pb-2 text-left font-medium' : 'pb-2 pl-4 font-medium'}>
    {children}
  </th>
);
