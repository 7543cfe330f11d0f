import type { ChangeAccount } from '#contract/account.ts';
import { administratorRoles, type Role } from '#contract/session.ts';

/** Which fields of where somebody works make sense for a role. */
export const worksFor = (role: Role): 'department' | 'area' | 'area-or-district' | 'district' => {
  if (role === 'department') return 'department';
  if (administratorRoles.includes(role)) return 'district';
  return ['street', 'community', 'grid'].includes(role) ? 'area' : 'area-or-district';
};

/** The work with what does not fit to its role left out. */
export function fittingWork(work: ChangeAccount): ChangeAccount {
  const kind = worksFor(work.role);
  return {
    ...work,
    areaCode: kind === 'area' || kind === 'area-or-district' ? work.areaCode : null,
    departmentCode: kind === 'department' ? work.departmentCode : null,
  };
}

/** Whether nothing is missing that its role needs. */
export function isWorkComplete({ role, name, areaCode, departmentCode }: ChangeAccount): boolean {
  const kind = worksFor(role);
  if (name.trim() === '') return false;
  return kind === 'department' ? departmentCode !== null : kind !== 'area' || areaCode !== null;
}
