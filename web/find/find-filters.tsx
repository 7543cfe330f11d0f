import { useId } from 'react';
import { CaseSource, CaseState } from '#contract/case-state.ts';
import type { Department } from '#contract/department.ts';
import type { Area, CaseSearch } from '#contract/find.ts';
import type { EventType } from '#contract/whistle.ts';
import { useWords } from '../platform/words/use-words.ts';
import { Choice } from './choice.tsx';
import { dayOf, dayStart, withPart } from './search-state.ts';

interface FindFiltersProps {
  search: CaseSearch;
  areas: readonly Area[];
  types: readonly EventType[];
  departments: readonly Department[];
  onChange(search: CaseSearch): void;
}

const depthOf = { county: 0, township: 0, community: 1 } as const;

/** What narrows a search beside its words. */
export function FindFilters({ search, areas, types, departments, onChange }: FindFiltersProps) {
  const { t, nameIn } = useWords();
  const change = (part: keyof CaseSearch) => (value: string) => onChange(withPart(search, part, value));
  const all = t('find.all');
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-x-3 gap-y-2">
      <Choice
        label={t('find.state')}
        all={all}
        value={search.state}
        onChange={change('state')}
        options={[
          { value: 'open', label: t('find.open') },
          { value: 'overdue', label: t('find.overdue') },
          ...CaseState.options.map((value) => ({ value, label: t(`case.state.${value}`) })),
        ]}
      />
      <Choice
        label={t('find.area')}
        all={all}
        value={search.areaCode}
        onChange={change('areaCode')}
        options={areas
          .filter(({ level }) => level !== 'county')
          .map((area) => ({ value: area.code, label: nameIn(area, 'name'), depth: depthOf[area.level] }))}
      />
      <Choice
        label={t('find.type')}
        all={all}
        value={search.typeCode}
        onChange={change('typeCode')}
        options={types.map((type) => ({
          value: type.code,
          label: nameIn(type, 'name'),
          depth: type.parentCode === null ? 0 : 1,
        }))}
      />
      <Choice
        label={t('case.field.department')}
        all={all}
        value={search.departmentCode}
        onChange={change('departmentCode')}
        options={departments.map((each) => ({ value: each.code, label: nameIn(each, 'name') }))}
      />
      <Choice
        label={t('case.field.source')}
        all={all}
        value={search.source}
        onChange={change('source')}
        options={CaseSource.options.map((value) => ({ value, label: t(`case.source.${value}`) }))}
      />
      <Day
        label={t('find.from')}
        value={dayOf(search.from)}
        onChange={(day) => change('from')(day && dayStart(day))}
      />
      <Day
        label={t('find.to')}
        value={dayOf(search.to, true)}
        onChange={(day) => change('to')(day && dayStart(day, 1))}
      />
    </div>
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange(day: string): void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="eyebrow mb-1 block">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-9 w-full rounded-md border border-line-strong bg-ground px-2 text-sm text-ink scheme-dark"
      />
    </div>
  );
}
