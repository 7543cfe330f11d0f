import { X } from 'lucide-react';
import type { Grid } from '#contract/grid.ts';
import { IconButton } from '../platform/interface/icon-button.tsx';
import { useWords } from '../platform/words/use-words.ts';

/** The grid that was chosen on the map: who looks after it, and how much there is to do. */
export function GridCard({ grid, load, onClose }: { grid: Grid; load: number; onClose(): void }) {
  const { t, nameIn } = useWords();
  return (
    <section
      aria-label={nameIn(grid, 'name')}
      className="animate-appear border border-line-strong bg-panel py-1 pr-1 pl-3"
    >
      <header className="flex items-center justify-between gap-2">
        <h3 className="min-w-0 truncate font-medium">{nameIn(grid, 'name')}</h3>
        <IconButton icon={X} label={t('nav.close')} onClick={onClose} />
      </header>
      <div className="space-y-0.5 pr-2 pb-1.5 text-sm text-soft">
        <p>
          {nameIn(grid, 'townshipName')} · {nameIn(grid, 'communityName')}
        </p>
        <p>
          {t(`map.kind.${grid.kind}`)} · {t('map.households', { count: grid.households })} ·{' '}
          <b className="font-medium text-ink">{t('map.openCases', { count: load })}</b>
        </p>
        {grid.chiefName && (
          <p className="figure">
            {t('map.chief', { name: grid.chiefName })} {grid.chiefPhone}
          </p>
        )}
        <p className="figure text-xs text-faint">{grid.code}</p>
      </div>
    </section>
  );
}
