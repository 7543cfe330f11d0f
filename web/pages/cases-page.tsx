import { Download } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { findFileEndpoints } from '#contract/find.ts';
import { useDepartments } from '../cases/use-departments.ts';
import { FindFilters } from '../find/find-filters.tsx';
import { FoundTable } from '../find/found-table.tsx';
import { SavedFilters } from '../find/saved-filters.tsx';
import { SearchBox } from '../find/search-box.tsx';
import { parametersOf, searchOf, withPart } from '../find/search-state.ts';
import { useAreas } from '../find/use-areas.ts';
import { useFind } from '../find/use-find.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { useEventTypes } from '../reporter/use-event-types.ts';
import { PageFrame } from './page-frame.tsx';

/** Every case that one may see: to be searched, narrowed down, opened, and taken along as a table. */
export function CasesPage() {
  const { t, language } = useWords();
  const [parameters, setParameters] = useSearchParams();
  const search = searchOf(parameters);
  const found = useFind(search);
  const areas = useAreas();
  const types = useEventTypes();
  const departments = useDepartments();
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const look = (next: typeof search) => setParameters(parametersOf(next), { replace: true });
  const file = (path: string) =>
    `${path}?${new URLSearchParams([...parametersOf(search), ['language', language]])}`;
  return (
    <PageFrame title={t('find.title')}>
      <div className="mx-auto flex h-full max-w-[110rem] flex-col max-md:block max-md:h-auto">
        <div className="space-y-3 border-b border-line bg-panel px-4 py-3">
          <SearchBox value={search.q ?? ''} onChange={(q) => look(withPart(search, 'q', q))} />
          <FindFilters
            search={search}
            areas={areas}
            types={types}
            departments={departments.data?.items ?? []}
            onChange={look}
          />
          <div className="flex flex-wrap items-center justify-between gap-2">
            <SavedFilters search={search} onPick={look} />
            <div className="flex gap-4 text-sm">
              <FileLink href={file(findFileEndpoints.casesXlsx.path)} label={t('find.xlsx')} />
              <FileLink href={file(findFileEndpoints.casesCsv.path)} label={t('find.csv')} />
            </div>
          </div>
        </div>
        {found.error && <ProblemLine error={found.error} onRetry={() => void found.refetch()} />}
        <div className="min-h-0 flex-1 overflow-auto pb-8" aria-busy={found.isFetching}>
          {items.length > 0 && <FoundTable items={items} terms={found.data?.pages[0]?.terms ?? []} />}
          {found.isSuccess && items.length === 0 && (
            <p className="px-4 py-16 text-center text-soft">
              {t('find.none')}
              <span className="mt-1 block text-sm text-faint">{t('find.noneHint')}</span>
            </p>
          )}
          {found.hasNextPage && (
            <div className="flex justify-center py-4">
              <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {t('find.more')}
              </Button>
            </div>
          )}
        </div>
      </div>
    </PageFrame>
  );
}

const FileLink = ({ href, label }: { href: string; label: string }) => (
  <a href={href} download className="inline-flex items-center gap-1.5 text-soft hover:text-accent">
    <Download className="size-4" aria-hidden="true" />
    {label}
  </a>
);
