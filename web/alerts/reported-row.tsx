import clsx from 'clsx';
import { memo } from 'react';
import type { Case } from '#contract/case.ts';
import { UrgentLimit } from '../cases/urgent-limit.tsx';
import { shortTime } from '../platform/format-time.ts';
import { useWords } from '../platform/words/use-words.ts';

interface ReportedRowProps {
  item: Case;
  selected: boolean;
  onChoose(id: string): void;
}

/** A case that people reported, in two quiet lines. */
export const ReportedRow = memo(function ReportedRow({ item, selected, onChoose }: ReportedRowProps) {
  const { t, language, nameIn } = useWords();
  const where = nameIn(item.place, 'streetName') || nameIn(item.place, 'gridName');
  return (
    <li>
      <button
        type="button"
        aria-current={selected}
        onClick={() => onChoose(item.id)}
        className={clsx(
          'grid w-full grid-cols-[1fr_auto] gap-x-3 border-l-[3px] py-1.5 pr-4 pl-3 text-left text-sm',
          selected ? 'border-accent bg-pressed' : 'border-transparent hover:bg-raised',
        )}
      >
        <span className="truncate text-soft">{nameIn(item, 'typeName')}</span>
        <span className={clsx('text-right', item.state === 'reported' ? 'text-ink' : 'text-faint')}>
          {t(`case.state.${item.state}`)}
        </span>
        <span className="truncate text-xs text-faint">{where}</span>
        <span className="figure flex justify-end gap-2 text-xs text-faint">
          <UrgentLimit item={item} />
          {shortTime(item.openedAt, language)}
        </span>
      </button>
    </li>
  );
});
