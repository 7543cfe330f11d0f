import clsx from 'clsx';
import type { ManagedDepartment } from '#contract/account.ts';
import { Button } from '../platform/interface/button.tsx';
import { ProblemLine } from '../platform/interface/problem-line.tsx';
import { useWords } from '../platform/words/use-words.ts';
import { useRetireDepartment } from './use-managed-departments.ts';

interface DepartmentsTableProps {
  departments: readonly ManagedDepartment[];
  onRename(department: ManagedDepartment): void;
}

/** Departments, who works there and what they have in hand. */
export function DepartmentsTable({ departments, onRename }: DepartmentsTableProps) {
  const { t, nameIn } = useWords();
  const retire = useRetireDepartment();
  return (
    <>
      {retire.error && <ProblemLine error={retire.error} />}
      <table className="w-full text-sm">
        <thead>
          <tr className="text-left text-xs text-faint">
            <th className="py-2 pr-4 pl-4 font-medium">{t('administration.person.department')}</th>
            <th className="pr-4 text-right font-medium max-md:hidden">
              {t('administration.department.people')}
            </th>
            <th className="pr-4 text-right font-medium max-md:hidden">
              {t('administration.department.openCases')}
            </th>
            <th />
          </tr>
        </thead>
        <tbody>
          {departments.map((department) => {
            const { code, people, openCases, retiredAt } = department;
            return (
              <tr key={code} className="border-t border-line align-baseline hover:bg-raised">
                <td className="py-2 pr-4 pl-4">
                  <span className={clsx(retiredAt && 'text-faint')}>{nameIn(department, 'name')}</span>
                  {retiredAt && (
                    <span className="ml-3 text-xs text-amber">{t('administration.department.retired')}</span>
                  )}
                  <span className="block text-xs text-faint">{code}</span>
                </td>
                <td className="figure pr-4 text-right text-soft max-md:hidden">{people}</td>
                <td className="figure pr-4 text-right text-soft max-md:hidden">{openCases}</td>
                <td className="text-right whitespace-nowrap">
                  <Button look="quiet" onClick={() => onRename(department)}>
                    {t('administration.department.rename')}
                  </Button>
                  <Button
                    look="quiet"
                    disabled={retire.isPending}
                    onClick={() => retire.mutate({ code, isRetired: retiredAt !== null })}
                  >
                    {t(retiredAt ? 'administration.department.restore' : 'administration.department.retire')}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
