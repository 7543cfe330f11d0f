import clsx from 'clsx';
import type { Account } from '#contract/account.ts';
import { dateAndTime } from '../platform/format-time.ts';
import { TableHead } from '../platform/interface/table-head.tsx';
import { useWords } from '../platform/words/use-words.ts';

interface PeopleTableProps {
  people: readonly Account[];
  chosenId: string | null;
  onChoose(id: string): void;
}

const stateTones = { active: 'text-soft', locked: 'text-amber', disabled: 'text-faint' } as const;

/** One person a row; a phone shows who they are and how their account stands. */
export function PeopleTable({ people, chosenId, onChoose }: PeopleTableProps) {
  const { t, language, nameIn } = useWords();
  return (
    <table className="w-full text-sm">
      <thead className="sticky top-0 z-10 bg-panel">
        <tr className="text-left text-xs text-faint">
          <TableHead>{t('administration.person.name')}</TableHead>
          <TableHead>{t('administration.person.role')}</TableHead>
          <TableHead className="max-md:hidden">{t('administration.person.work')}</TableHead>
          <TableHead className="max-lg:hidden">{t('administration.person.phone')}</TableHead>
          <TableHead>{t('administration.person.state')}</TableHead>
          <TableHead className="max-md:hidden">{t('administration.person.secondFactor')}</TableHead>
          <TableHead className="max-md:hidden">{t('administration.person.lastSeen')}</TableHead>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr
            key={person.id}
            className={clsx(
              'border-t border-line align-middle',
              person.id === chosenId ? 'bg-pressed' : 'hover:bg-raised',
            )}
          >
            <td className="py-2 pr-4 pl-4">
              <button
                type="button"
                className="text-left text-ink hover:text-accent"
                onClick={() => onChoose(person.id)}
              >
                {person.name}
                <span className="block text-xs text-faint">{person.username}</span>
              </button>
            </td>
            <td className="pr-4">{t(`session.role.${person.role}`)}</td>
            <td className="pr-4 text-soft max-md:hidden">
              {nameIn(person, 'departmentName') ||
                nameIn(person, 'areaName') ||
                t('administration.person.wholeDistrict')}
            </td>
            <td className="figure pr-4 text-soft max-lg:hidden">{person.phone ?? '—'}</td>
            <td className={clsx('pr-4', stateTones[person.state])}>
              {t(`administration.person.states.${person.state}`)}
              {person.lockedUntil && (
                <span className="figure block text-xs">
                  {t('administration.person.lockedUntil', {
                    time: dateAndTime(person.lockedUntil, language),
                  })}
                </span>
              )}
            </td>
            <td
              className={clsx(
                'pr-4 max-md:hidden',
                person.secondFactor === 'needed' ? 'text-amber' : 'text-soft',
              )}
            >
              {t(`administration.person.factors.${person.secondFactor}`)}
            </td>
            <td className="figure pr-4 whitespace-nowrap text-soft max-md:hidden">
              {person.lastSeenAt
                ? dateAndTime(person.lastSeenAt, language)
                : t('administration.person.never')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
