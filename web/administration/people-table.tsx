import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { Account } from '#contract/account.ts';
import { dateAndTime } from '../platform/format-time.ts';
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
          <Head>{t('administration.person.name')}</Head>
          <Head>{t('administration.person.role')}</Head>
          <Head className="max-md:hidden">{t('administration.person.work')}</Head>
          <Head className="max-lg:hidden">{t('administration.person.phone')}</Head>
          <Head>{t('administration.person.state')}</Head>
          <Head className="max-md:hidden">{t('administration.person.secondFactor')}</Head>
          <Head className="max-md:hidden">{t('administration.person.lastSeen')}</Head>
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

const Head = ({ children, className }: { children: ReactNode; className?: string }) => (
  <th className={clsx('py-2 pr-4 font-medium first:pl-4', className)}>{children}</th>
);
