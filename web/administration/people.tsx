import { Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { AccountState } from '#contract/account.ts';
import { Role } from '#contract/session.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useSession } from '../platform/session-state.ts';
import { useNarrow } from '../platform/use-narrow.ts';
import { useWords } from '../platform/words/use-words.ts';
import { Line, Pick } from './fields.tsx';
import { NewPersonPanel } from './new-person-panel.tsx';
import { PeopleTable } from './people-table.tsx';
import { PersonPanel } from './person-panel.tsx';
import { type PeopleFilter, usePeople } from './use-people.ts';

/** Everybody with an account: found, looked at, changed. */
export function People() {
  const { t } = useWords();
  const isPeopleAdmin = useSession(({ user }) => user?.role === 'admin');
  const narrow = useNarrow();
  const [filter, setFilter] = useState<PeopleFilter>({});
  const [chosenId, setChosenId] = useState<string | 'new' | null>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePeople(filter);
  const people = data?.pages.flatMap(({ items }) => items) ?? [];
  const chosen = people.find(({ id }) => id === chosenId);
  const close = () => setChosenId(null);
  const panel =
    chosenId === 'new' ? (
      <NewPersonPanel onClose={close} />
    ) : (
      chosen && <PersonPanel key={chosen.id} account={chosen} onClose={close} />
    );
  if (narrow && panel) return panel;
  return (
    <div className="flex h-full min-h-0">
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex flex-wrap items-end gap-3 border-b border-line px-4 py-3">
          <div className="w-64 max-md:w-full">
            <Line
              label={t('administration.person.search')}
              type="search"
              value={filter.text ?? ''}
              onChange={(text) => setFilter({ ...filter, text: text || undefined })}
            />
          </div>
          <div className="w-44 max-md:flex-1">
            <Pick
              label={t('administration.person.role')}
              none={t('administration.all')}
              value={filter.role ?? ''}
              options={Role.options.map((value) => ({ value, label: t(`session.role.${value}`) }))}
              onChange={(role) => setFilter({ ...filter, role: role ? (role as Role) : undefined })}
            />
          </div>
          <div className="w-36 max-md:flex-1">
            <Pick
              label={t('administration.person.state')}
              none={t('administration.all')}
              value={filter.state ?? ''}
              options={AccountState.options.map((value) => ({
                value,
                label: t(`administration.person.states.${value}`),
              }))}
              onChange={(state) =>
                setFilter({ ...filter, state: state ? (state as AccountState) : undefined })
              }
            />
          </div>
          <p className="flex h-9 flex-1 items-center justify-end gap-4 text-sm whitespace-nowrap text-faint max-md:basis-full max-md:justify-between">
            {data && t('administration.person.count', { count: data.pages[0]?.total ?? 0 })}
            {isPeopleAdmin && (
              <Button look="accent" onClick={() => setChosenId('new')}>
                <Plus className="size-4" aria-hidden="true" />
                {t('administration.person.add')}
              </Button>
            )}
          </p>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto">
          {error && <ProblemLine error={error} onRetry={() => void refetch()} />}
          <PeopleTable people={people} chosenId={chosenId} onChoose={setChosenId} />
          {data && people.length === 0 && (
            <p className="flex items-center gap-2 px-4 py-8 text-soft">
              <Search className="size-4" aria-hidden="true" />
              {t('administration.none')}
            </p>
          )}
          {hasNextPage && (
            <Button className="m-4" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('administration.more')}
            </Button>
          )}
        </div>
      </div>
      {panel && <aside className="w-[26rem] shrink-0 overflow-y-auto border-l border-line">{panel}</aside>}
    </div>
  );
}
