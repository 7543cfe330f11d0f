import type { Account, ChangeAccount } from '#contract/account.ts';
import { administratorRoles, type Role } from '#contract/session.ts';

/** Which changes an administrator may make: pure, and the same for page and API. */

export type AccountRefusal =
  | { code: 'own-account'; detail: string }
  | { code: 'last-administrator'; detail: string }
  | { code: 'bad-request'; detail: string; path: string };

const isAdministrator = (role: Role): boolean => administratorRoles.includes(role);

/** Where somebody works must fit to what they are. */
export function judgeWork({ role, areaCode, departmentCode }: ChangeAccount): AccountRefusal | undefined {
  const wrong = (path: string, detail: string) => ({ code: 'bad-request', path, detail }) as const;
  if (role === 'department' && departmentCode === null)
    return wrong('departmentCode', 'someone of a department needs one');
  if (role !== 'department' && departmentCode !== null)
    return wrong('departmentCode', `${role} belongs to no department`);
  if (['street', 'community', 'grid'].includes(role) && areaCode === null)
    return wrong('areaCode', `${role} needs an area`);
  if (isAdministrator(role) && areaCode !== null)
    return wrong('areaCode', 'administrators work for the whole district');
  return undefined;
}

/**
 * Nobody administers themselves: the one who raises is never the one who is raised. A new administrator of any kind
 * is locked until the security administrator has agreed (三权分立).
 */
export function judgeChange(
  actorId: string,
  before: Pick<Account, 'id' | 'role' | 'areaCode' | 'departmentCode'>,
  after: ChangeAccount,
): AccountRefusal | { needsAgreement: boolean } {
  const isSameWork =
    before.role === after.role &&
    before.areaCode === after.areaCode &&
    before.departmentCode === after.departmentCode;
  if (before.id === actorId && !isSameWork)
    return { code: 'own-account', detail: 'Nobody changes their own role, area or department' };
  return (
    (isSameWork ? undefined : judgeWork(after)) ?? {
      needsAgreement: before.role !== after.role && isAdministrator(after.role),
    }
  );
}

/** An account may be closed by somebody else, and as long as another of its kind is left to open it again. */
export function judgeClosing(
  actorId: string,
  account: Pick<Account, 'id' | 'role'>,
  othersOfItsRole: number,
): AccountRefusal | undefined {
  if (account.id === actorId)
    return { code: 'own-account', detail: 'Nobody closes their own account, or resets it' };
  if (isAdministrator(account.role) && othersOfItsRole === 0)
    return { code: 'last-administrator', detail: `This is the last ${account.role} who can sign in` };
  return undefined;
}
