import clsx from 'clsx';
import { Link } from 'react-router';
import type { FoundCase } from '#contract/find.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { TableHead } from '../platform/interface/table-head.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { Marked } from './marked.tsx';

/** What was found, one case a row, with the words marked that it was found by. */
export function FoundTable({ items, terms }: { items: readonly FoundCase[]; terms: readonly string[] }) {
  const { t, language, nameIn } = useWords();
  return (
    <table className="w-full text-sm">
      <thead className="sticky top-0 z-10 bg-panel">
        <tr className="text-left text-xs text-faint">
          <TableHead>{t('case.field.number')}</TableHead>
          <TableHead>{t('find.what')}</TableHead>
          <TableHead className="max-md:hidden">{t('case.field.place')}</TableHead>
          <TableHead>{t('find.state')}</TableHead>
          <TableHead className="max-lg:hidden">{t('case.field.department')}</TableHead>
          <TableHead className="max-lg:hidden">{t('find.reporter')}</TableHead>
          <TableHead className="max-md:hidden">{t('find.reported')}</TableHead>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id} className="border-t border-line align-baseline hover:bg-raised">
            <td className="py-2 pr-4 pl-4 whitespace-nowrap">
              <Link to={`/cases/${item.id}`} className="figure text-accent hover:underline">
                <Marked text={item.number} terms={numberParts(terms)} />
              </Link>
            </td>
            <td className="max-w-[32rem] pr-4">
              <Marked text={nameIn(item, 'typeName')} terms={terms} />
              {item.text && (
                <span className="block text-soft">
                  <Marked text={item.text} terms={terms} />
                </span>
              )}
            </td>
            <td className="pr-4 text-soft max-md:hidden">
              <Marked text={placeOf(item, nameIn)} terms={terms} />
            </td>
            <td className="pr-4 whitespace-nowrap">
              <span
                className={clsx(
                  isOverdue(item) ? 'text-alarm' : item.closedAt ? 'text-faint' : 'text-accent',
                )}
              >
                {t(`case.state.${item.state}`)}
                {isOverdue(item) && ` · ${t('find.overdue')}`}
              </span>
            </td>
            <td className="pr-4 text-soft max-lg:hidden">
              <Marked text={nameIn(item, 'departmentName')} terms={terms} />
            </td>
            <td className="pr-4 whitespace-nowrap text-soft max-lg:hidden">
              <Marked text={item.reporterName ?? t(`case.source.${item.source}`)} terms={terms} />
              {item.reporterPhone && <span className="figure block text-faint">{item.reporterPhone}</span>}
            </td>
            <td className="figure pr-4 whitespace-nowrap text-soft max-md:hidden">
              {dateAndTime(item.openedAt, language)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const isOverdue = ({ closedAt, dueAt }: FoundCase): boolean =>
  closedAt === null && dueAt !== null && Date.parse(dueAt) < Date.now();

const numberParts = (terms: readonly string[]) => terms.filter((term) => /^[\d-]+$/.test(term));

type NameIn = ReturnType<typeof useWords>['nameIn'];
const placeOf = ({ place }: FoundCase, nameIn: NameIn): string =>
  [
    nameIn(place, 'townshipName'),
    nameIn(place, 'communityName'),
    nameIn(place, 'gridName'),
    nameIn(place, 'streetName'),
  ]
    .filter((name) => name !== '')
    .join(' · ');
