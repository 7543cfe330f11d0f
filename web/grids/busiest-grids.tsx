import { useMemo } from 'react';
import type { Grid, GridCollection } from '#contract/grid.ts';
import { useWords } from '../platform/words/use-words.ts';

interface BusiestGridsProps {
  grids: GridCollection;
  loadChange: ReadonlyMap<string, number>;
  onChoose(code: string): void;
}

const shown = 8;

/** Where most is open now. */
export function BusiestGrids({ grids, loadChange, onChoose }: BusiestGridsProps) {
  const { t, nameIn } = useWords();
  const busiest = useMemo(() => busiestOf(grids, loadChange), [grids, loadChange]);
  const most = busiest[0]?.load ?? 1;
  if (busiest.length === 0) return <p className="text-sm text-faint">{t('map.calm')}</p>;
  return (
    <ol className="space-y-1">
      {busiest.map(({ grid, load }) => (
        <li key={grid.code}>
          <button
            type="button"
            onClick={() => onChoose(grid.code)}
            className="grid w-full grid-cols-[1fr_4.5rem_1.75rem] items-center gap-3 text-left text-sm text-soft hover:text-ink"
          >
            <span className="truncate">
              {nameIn(grid, 'name')} <span className="text-faint">{nameIn(grid, 'townshipName')}</span>
            </span>
            <span className="h-1 bg-line">
              <span className="block h-full bg-accent/70" style={{ width: `${(load / most) * 100}%` }} />
            </span>
            <span className="figure text-right text-base text-ink">{load}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

export function busiestOf(
  grids: GridCollection,
  loadChange: ReadonlyMap<string, number>,
): { grid: Grid; load: number }[] {
  return grids.features
    .map(({ properties: grid }) => ({ grid, load: grid.openCases + (loadChange.get(grid.code) ?? 0) }))
    .filter(({ load }) => load > 0)
    .sort((a, b) => b.load - a.load || a.grid.code.localeCompare(b.grid.code))
    .slice(0, shown);
}
