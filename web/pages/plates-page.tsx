import { Printer } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { useGrids } from '../grids/use-grids.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useSession } from '../platform/session-state.ts';
import { useWords } from '../platform/words/use-words.ts';
import { PlateImport } from '../residents/plate-import.tsx';
import { PlateSheet } from '../residents/plate-sheet.tsx';
import { usePlates } from '../residents/use-plates.ts';
import { PageFrame } from './page-frame.tsx';

const keepers = ['operator', 'dispatcher', 'admin'];

/** The door plates of a grid: to look at, to print on A4, and for the centre to bring in. */
export function PlatesPage() {
  const { t, nameIn } = useWords();
  const [search, setSearch] = useSearchParams();
  const role = useSession(({ user }) => user?.role);
  const grids = useGrids().data?.features ?? [];
  const gridCode = search.get('grid') ?? (grids.length === 1 ? String(grids[0]?.properties.code) : '');
  const { plates, bringIn } = usePlates(gridCode);
  const items = plates.data?.items ?? [];
  return (
    <PageFrame title={t('resident.plates.title')}>
      <div className="mx-auto max-w-4xl space-y-5 px-4 pt-4 pb-10 print:m-0 print:max-w-none print:p-0">
        <div className="flex flex-wrap items-end gap-4 print:hidden">
          <label className="block min-w-64 flex-1">
            <span className="mb-1.5 block text-sm text-soft">{t('resident.plates.grid')}</span>
            <select
              className="block min-h-11 w-full rounded-md border border-line-strong bg-ground/70 px-3 text-base"
              value={gridCode}
              onChange={({ target }) => setSearch({ grid: target.value }, { replace: true })}
            >
              <option value="">{t('resident.plates.chooseGrid')}</option>
              {grids.map(({ properties }) => (
                <option key={properties.code} value={properties.code}>
                  {nameIn(properties, 'communityName')} · {nameIn(properties, 'name')}
                </option>
              ))}
            </select>
          </label>
          <span className="min-h-11 content-center text-sm text-faint">
            {plates.data && t('resident.plates.count', { count: items.length })}
          </span>
          <Button look="accent" className="h-11" disabled={items.length === 0} onClick={() => window.print()}>
            <Printer className="size-4" aria-hidden="true" />
            {t('resident.plates.print')}
          </Button>
        </div>
        {role && keepers.includes(role) && (
          <div className="print:hidden">
            <PlateImport bringIn={bringIn} />
          </div>
        )}
        {plates.error && <ProblemLine error={plates.error} onRetry={() => void plates.refetch()} />}
        {plates.data && items.length === 0 && <p className="py-6 text-soft">{t('resident.plates.none')}</p>}
        {items.length > 0 && <PlateSheet plates={items} />}
      </div>
    </PageFrame>
  );
}
