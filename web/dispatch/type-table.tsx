import clsx from 'clsx';
import type { LimitPolicy } from '#contract/case-limit.ts';
import type { Department } from '#contract/department.ts';
import type { KeptEventType } from '#contract/event-type.ts';
import { useWords } from '../platform/words/use-words.ts';
import { matchesType } from './matches-type.ts';

interface TypeTableProps {
  types: readonly KeptEventType[];
  departments: readonly Department[];
  policies: readonly LimitPolicy[];
  search: string;
  chosen: string | null;
  onChoose(code: string): void;
}

/** Classes with their types below them. */
export function TypeTable({ types, departments, policies, search, chosen, onChoose }: TypeTableProps) {
  const { t, nameIn } = useWords();
  const nameOf = (list: readonly (Department | LimitPolicy)[], code: string | null) => {
    const found = list.find((each) => each.code === code);
    return found ? nameIn(found, 'name') : (code ?? '');
  };
  return (
    <table className="w-full text-sm">
      <thead className="sticky top-0 z-10 bg-ground text-left text-xs text-faint">
        <tr>
          <th className="w-44 py-2 pr-4 pl-4 font-medium max-md:w-32">{t('dispatch.type.code')}</th>
          <th className="py-2 pr-4 font-medium">{t('dispatch.type.name')}</th>
          <th className="py-2 pr-4 font-medium max-md:hidden">{t('dispatch.type.department')}</th>
          <th className="py-2 pr-4 font-medium">{t('dispatch.type.limit')}</th>
          <th className="py-2 pr-4 font-medium max-lg:hidden">{t('dispatch.type.policy')}</th>
        </tr>
      </thead>
      <tbody>
        {types
          .filter((type) => matchesType(type, search))
          .map((type) => (
            <tr
              key={type.code}
              aria-selected={type.code === chosen}
              onClick={() => onChoose(type.code)}
              className={clsx(
                'cursor-pointer border-t border-line align-baseline hover:bg-raised',
                type.code === chosen && 'bg-pressed',
                type.retiredAt && 'text-faint line-through',
              )}
            >
              <td className="figure py-2 pr-4 pl-4 whitespace-nowrap">
                <button type="button" className="text-accent" onClick={() => onChoose(type.code)}>
                  {type.code}
                </button>
              </td>
              <td className={clsx('py-2 pr-4', type.parentCode === null ? 'font-semibold' : 'pl-4')}>
                {nameIn(type, 'name')}
              </td>
              <td className="py-2 pr-4 text-soft max-md:hidden">
                {nameOf(departments, type.departmentCode)}
                {type.departments.length > 0 && (
                  <span className="figure text-faint"> +{type.departments.length}</span>
                )}
              </td>
              <td className="figure py-2 pr-4 whitespace-nowrap text-soft">
                {type.limit && `${type.limit.value} ${t(`dispatch.unit.${type.limit.unit}`)}`}
              </td>
              <td className="py-2 pr-4 text-soft max-lg:hidden">
                {type.parentCode !== null && nameOf(policies, type.policyCode)}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
