import clsx from 'clsx';
import { memo } from 'react';
import type { Case } from '#contract/case.ts';
import { UrgentLimit } from '../cases/urgent-limit.tsx';
import { shortTime } from '../platform/format-time.ts';
import { Elapsed } from '../platform/interface/elapsed.tsx';
import { SceneIcon } from '../platform/interface/scene-icon.tsx';
import { useWords } from '../platform/words/use-words.ts';

interface AlertRowProps {
  item: Case;
  selected: boolean;
  /** Arrived while this wall was looking: it comes in gently, once. */
  fresh: boolean;
  onChoose(id: string): void;
}

/** One case in the queue: what, where, since when; unacknowledged ones stand out. */
export const AlertRow = memo(function AlertRow({ item, selected, fresh, onChoose }: AlertRowProps) {
  const { t, language, nameIn } = useWords();
  const isNew = item.state === 'reported';
  const { snapshot } = item.evidence;
  const where = nameIn(item.place, 'streetName') || nameIn(item.place, 'gridName') || t('alert.unknownGrid');
  return (
    <li className={clsx(fresh && 'animate-appear')}>
      <button
        type="button"
        aria-current={selected}
        onClick={() => onChoose(item.id)}
        className={clsx(
          'grid w-full grid-cols-[1fr_auto] gap-3 border-l-[3px] py-2.5 pr-4 pl-3 text-left transition-colors',
          isNew
            ? 'border-alarm bg-alarm-deep/45 hover:bg-alarm-deep/70'
            : 'border-transparent hover:bg-raised',
          selected && (isNew ? 'bg-alarm-deep/90!' : 'border-accent! bg-pressed!'),
        )}
      >
        <span className="min-w-0">
          <span
            className={clsx(
              'flex items-center gap-1.5 text-base font-medium',
              isNew ? 'text-ink' : 'text-soft',
            )}
          >
            <SceneIcon
              scene={item.scene}
              className={clsx('size-5 shrink-0', isNew ? 'text-alarm' : 'text-faint')}
            />
            <span className="truncate">
              {item.scene ? t(`case.scene.${item.scene}`) : nameIn(item, 'typeName')}
            </span>
          </span>
          <span className="mt-0.5 flex gap-2 text-sm text-soft">
            <span className="truncate">{where}</span>
            <UrgentLimit item={item} />
          </span>
          <span className="figure mt-0.5 flex items-center gap-2 text-sm whitespace-nowrap text-faint">
            {shortTime(item.openedAt, language)}
            <span className={isNew ? 'text-alarm' : 'text-faint'}>{t(`case.state.${item.state}`)}</span>
            {item.condition === 'ongoing' && (
              <span className="truncate text-soft">
                <Elapsed since={item.startedAt} />
              </span>
            )}
          </span>
        </span>
        {snapshot && (
          <img
            src={snapshot.url}
            alt=""
            loading="lazy"
            className="h-[4.25rem] w-[6.5rem] self-center rounded-sm bg-raised object-cover"
          />
        )}
      </button>
    </li>
  );
});
