import clsx from 'clsx';
import { X } from 'lucide-react';
import type { Case } from '#contract/case.ts';
import { stageOf } from '../map/map-colours.ts';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { SceneIcon } from '../platform/interface/scene-icon.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { CaseLimits } from './case-limits.tsx';
import { ConditionLine } from './condition-line.tsx';
import { areaInWords } from './place-in-words.ts';

/** What it is, where it is, and whether it still is: readable from across the room. */
export function CaseHeader({ item, onClose }: { item: Case; onClose?: () => void }) {
  const { t, nameIn } = useWords();
  const isNew = stageOf(item.state) === 'new';
  const street = nameIn(item.place, 'streetName');
  return (
    <header className={clsx('border-t-[3px] px-4 pt-3.5 pb-3', isNew ? 'border-alarm' : 'border-accent/60')}>
      <div className="flex items-center gap-2">
        <SceneIcon
          scene={item.scene}
          className={clsx('size-7 shrink-0', isNew ? 'text-alarm' : 'text-accent')}
        />
        <h2 className="min-w-0 flex-1 truncate text-xl font-medium">
          {item.scene ? t(`case.scene.${item.scene}`) : nameIn(item, 'typeName')}
        </h2>
        <span
          className={clsx(
            'rounded-sm px-2 py-0.5 text-sm font-medium whitespace-nowrap',
            isNew ? 'bg-alarm text-ground' : 'bg-accent-deep text-accent',
          )}
        >
          {t(`case.state.${item.state}`)}
        </span>
        {onClose && <IconButton icon={X} label={t('shortcut.dismiss')} onClick={onClose} className="-mr-2" />}
      </div>
      <p className="mt-2 text-lg leading-snug">
        {street || areaInWords(item.place, nameIn).at(-1) || t('alert.unknownGrid')}
      </p>
      <p className="mt-0.5 text-sm text-soft">
        {areaInWords(item.place, nameIn).join(' · ')}
        {item.gridCode && <span className="figure ml-2 text-faint">{item.gridCode}</span>}
      </p>
      <ConditionLine item={item} />
      <CaseLimits item={item} />
    </header>
  );
}
