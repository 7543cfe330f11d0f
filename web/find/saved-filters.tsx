import { Bookmark, Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { CaseSearch } from '#contract/find.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { useSavedFilters } from './use-saved-filters.ts';

/** What one looks for again and again, a press away. */
export function SavedFilters({ search, onPick }: { search: CaseSearch; onPick(search: CaseSearch): void }) {
  const { t } = useWords();
  const { filters, save, drop } = useSavedFilters();
  const [name, setName] = useState<string>();
  const isEmpty = Object.keys(search).length === 0;
  const problem = save.error ?? drop.error;
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      {filters.map((filter) => (
        <span key={filter.id} className="flex items-center rounded-md border border-line-strong">
          <button
            type="button"
            onClick={() => onPick(filter.query)}
            className="flex min-h-8 items-center gap-1.5 pl-2.5 text-soft hover:text-accent"
          >
            <Bookmark className="size-3.5" aria-hidden="true" />
            {filter.name}
          </button>
          <button
            type="button"
            aria-label={t('find.forget', { name: filter.name })}
            onClick={() => drop.mutate(filter.id)}
            className="p-2 text-faint hover:text-ink"
          >
            <X className="size-3" aria-hidden="true" />
          </button>
        </span>
      ))}
      {name === undefined ? (
        <Button look="quiet" disabled={isEmpty} onClick={() => setName('')}>
          <Plus className="size-4" aria-hidden="true" />
          {t('find.save')}
        </Button>
      ) : (
        <form
          className="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ name, query: search }, { onSuccess: () => setName(undefined) });
          }}
        >
          <input
            // biome-ignore lint/a11y/noAutofocus: it has just been asked for
            autoFocus
            required
            maxLength={60}
            value={name}
            aria-label={t('find.name')}
            placeholder={t('find.name')}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setName(undefined);
            }}
            className="h-9 rounded-md border border-line-strong bg-ground px-2.5 text-ink"
          />
          <Button look="accent" type="submit" disabled={name.trim() === '' || save.isPending}>
            {t('find.keep')}
          </Button>
        </form>
      )}
      {problem && <ProblemLine error={problem} />}
    </div>
  );
}
