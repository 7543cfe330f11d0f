import { useQueryClient } from '@tanstack/react-query';
import clsx from 'clsx';
import { Download, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Department } from '#contract/department.ts';
import { type EventTypeSettings, eventTypeFileEndpoints, newTypeSettings } from '#contract/event-type.ts';
import { call } from '../platform/api/call.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { CsvImport } from './csv-import.tsx';
import { Input } from './fields.tsx';
import { type NamedArea, TypeEditor } from './type-editor.tsx';
import { TypeTable } from './type-table.tsx';
import { useDispatchQuery } from './use-dispatch-query.ts';

interface TypesBoardProps {
  departments: readonly Department[];
  areas: readonly NamedArea[];
  mayChange: boolean;
}

const blank: EventTypeSettings = { ...newTypeSettings, code: '', name: '', nameEn: '' };

/** 事件类型: all of them beside the one that is being looked at. */
export function TypesBoard({ departments, areas, mayChange }: TypesBoardProps) {
  const { t } = useWords();
  const queryClient = useQueryClient();
  const types = useDispatchQuery('typeSettings');
  const policies = useDispatchQuery('limitPolicies');
  const [search, setSearch] = useState('');
  const [chosen, choose] = useState<string | null>(null);
  const items = types.data?.items ?? [];
  const open = chosen === '' ? { ...blank, retiredAt: null } : items.find(({ code }) => code === chosen);
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)_32rem] max-xl:grid-cols-1">
      <section
        className={clsx(
          'flex min-h-0 min-w-0 flex-col border-r border-line max-xl:border-r-0',
          open && 'max-xl:hidden',
        )}
      >
        <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
          <Input
            type="search"
            value={search}
            placeholder={t('dispatch.type.find')}
            aria-label={t('dispatch.type.find')}
            className="max-w-64 flex-1"
            onChange={({ target }) => setSearch(target.value)}
          />
          <a
            href={eventTypeFileEndpoints.typesCsv.path}
            download
            className="inline-flex min-h-9 items-center gap-1.5 px-2 text-sm text-soft hover:text-accent"
          >
            <Download className="size-4" aria-hidden="true" />
            {t('dispatch.type.export')}
          </a>
          {mayChange && (
            <>
              <Button onClick={() => choose('')}>
                <Plus className="size-4" aria-hidden="true" />
                {t('dispatch.type.add')}
              </Button>
              <CsvImport
                send={(body) => call('importTypes', { body })}
                describe={({ added, changed, same }, file) =>
                  t('dispatch.import.preview', { file, added: added.length, changed: changed.length, same })
                }
                onImported={() => void queryClient.invalidateQueries({ queryKey: ['dispatch'] })}
              />
            </>
          )}
        </div>
        {types.error && <ProblemLine error={types.error} onRetry={() => void types.refetch()} />}
        <div className="min-h-0 flex-1 overflow-auto max-xl:overflow-visible">
          <TypeTable
            types={items}
            departments={departments}
            policies={policies.data?.items ?? []}
            search={search}
            chosen={chosen}
            onChoose={choose}
          />
        </div>
      </section>
      <aside className="min-h-0 overflow-y-auto bg-panel">
        {open ? (
          <TypeEditor
            key={chosen}
            type={open}
            classes={items.filter(({ parentCode }) => parentCode === null)}
            departments={departments}
            areas={areas}
            policies={policies.data?.items ?? []}
            mayChange={mayChange}
            onClose={() => choose(null)}
          />
        ) : (
          <p className="px-4 py-16 text-center text-sm text-faint max-xl:hidden">
            {t('dispatch.type.choose')}
          </p>
        )}
      </aside>
    </div>
  );
}
