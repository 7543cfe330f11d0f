import { useMemo } from 'react';
import type { Place } from '#contract/account.ts';
import { useWords } from '../platform/words/use-words.ts';
import { Pick } from './fields.tsx';
import { placePath } from './place-path.ts';
import { usePlaces } from './use-people.ts';

interface PlacePickProps {
  value: string | null;
  needsOne: boolean;
  disabled: boolean;
  onChange(code: string | null): void;
}

/** An area by its levels: a township, one of its communities, one of its grids; each list has what lies below the one before. */
export function PlacePick({ value, needsOne, disabled, onChange }: PlacePickProps) {
  const { t, nameIn } = useWords();
  const { data } = usePlaces();
  const places = useMemo(() => data?.items ?? [], [data]);
  const path = placePath(places, value);
  const below = (code: string | null): Place[] => places.filter(({ parentCode }) => parentCode === code);
  const roots = below(null);
  const counties = roots.length === 1 ? below(roots[0]?.code ?? null) : roots;
  // what was chosen, level by level, and one list more for what lies below it
  const chosen = path.filter(({ level }) => level !== 'county');
  const lists = [counties, ...chosen.map(({ code }) => below(code))].filter((list) => list.length > 0);
  return (
    <div className="space-y-2">
      {lists.map((list, depth) => (
        <Pick
          key={chosen[depth - 1]?.code ?? 'district'}
          label={
            depth === 0
              ? t('administration.person.area')
              : t(`administration.level.${list[0]?.level ?? 'grid'}`)
          }
          none={
            depth === 0
              ? t(needsOne ? 'administration.person.choose' : 'administration.person.wholeDistrict')
              : t('administration.all')
          }
          value={chosen[depth]?.code ?? ''}
          disabled={disabled}
          options={list.map((place) => ({ value: place.code, label: nameIn(place, 'name') }))}
          onChange={(code) => onChange(code || (chosen[depth - 1]?.code ?? null))}
        />
      ))}
    </div>
  );
}
