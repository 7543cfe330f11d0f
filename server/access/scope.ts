/** Who sees what, in one place: as a condition of a query, and as a question about a case at hand; a test holds both together. */
import type { Case } from '#contract/case.ts';
import type { Role, SessionUser } from '#contract/session.ts';

/**
 * What a user may see: everything; what lies in an area; what was ever sent to a department; nothing.
 * What they reported themselves they see as well.
 */
export type Scope =
  | { kind: 'district' }
  | { kind: 'area'; areaCode: string; userId: string }
  | { kind: 'department'; departmentCode: string; userId: string }
  | { kind: 'own'; userId: string }
  | { kind: 'nothing' };

/** Administrators of audits and of accounts keep to those: they see no case, camera or grid (三权分立). */
const seesNothing: readonly Role[] = ['audit-admin', 'security-admin'];
/** Whose work is bound to an area or a department; without one they see their own reports alone. */
const boundToArea: readonly Role[] = ['street', 'community', 'grid'];

/** 指挥中心: who accepts, dispatches and judges. */
export const isCentre = (role: Role): boolean => centreRoles.includes(role);
const centreRoles: readonly Role[] = ['operator', 'dispatcher', 'admin'];

export function scopeOf({
  id,
  role,
  areaCode,
  departmentCode,
}: Pick<SessionUser, 'id' | 'role' | 'areaCode' | 'departmentCode'>): Scope {
  if (seesNothing.includes(role)) return { kind: 'nothing' };
  if (role === 'department')
    return departmentCode === null
      ? { kind: 'own', userId: id }
      : { kind: 'department', departmentCode, userId: id };
  if (areaCode !== null) return { kind: 'area', areaCode, userId: id };
  return boundToArea.includes(role) ? { kind: 'own', userId: id } : { kind: 'district' };
}

/** Adds a value to a query and answers its placeholder. */
export type Bind = (value: unknown) => string;

/** Grids of an area by the code of the county, township, community or grid itself. */
const gridsOf = (area: string): string =>
  `select g.code from grids g where ${area} in (g.code, g.community_code, g.township_code)
       or g.township_code in (select a.code from areas a where a.parent_code = ${area})`;

/** Which rows of `cases c` a scope sees; undefined where it sees all. */
export function caseCondition(scope: Scope, bind: Bind): string | undefined {
  switch (scope.kind) {
    case 'district':
      return undefined;
    case 'area':
      return `(c.grid_code in (${gridsOf(bind(scope.areaCode))}) or c.reporter_id = ${bind(scope.userId)})`;
    case 'department':
      return `(exists (select from case_handlers h where h.case_id = c.id and h.department_code = ${bind(scope.departmentCode)})
               or c.reporter_id = ${bind(scope.userId)})`;
    case 'own':
      return `c.reporter_id = ${bind(scope.userId)}`;
    case 'nothing':
      return 'false';
  }
}

/** Which rows with a grid's code in `column` (cameras, grids, pre-alarms) a scope sees; undefined where it sees all. */
export function gridCondition(scope: Scope, column: string, bind: Bind): string | undefined {
  if (scope.kind === 'district') return undefined;
  if (scope.kind === 'area') return `${column} in (${gridsOf(bind(scope.areaCode))})`;
  return 'false';
}

/** The same as `caseCondition`, of a case at hand. */
export function seesCase(
  scope: Scope,
  { areaCodes, handlerCodes, reporterId }: Pick<Case, 'areaCodes' | 'handlerCodes' | 'reporterId'>,
): boolean {
  switch (scope.kind) {
    case 'district':
      return true;
    case 'area':
      return areaCodes.includes(scope.areaCode) || reporterId === scope.userId;
    case 'department':
      return handlerCodes.includes(scope.departmentCode) || reporterId === scope.userId;
    case 'own':
      return reporterId === scope.userId;
    case 'nothing':
      return false;
  }
}

/** The same as `gridCondition`, of a grid's own code and those of the areas above it. */
export const seesGrid = (scope: Scope, areaCodes: readonly string[]): boolean =>
  scope.kind === 'district' || (scope.kind === 'area' && areaCodes.includes(scope.areaCode));
