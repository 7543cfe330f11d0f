import type { CaseSearch } from '#contract/find.ts';
import { type Bind, caseCondition, type Scope } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';

export type CaseFilters = Omit<CaseSearch, 'q' | 'state' | 'areaCode'> & {
  /** The grids of the area that is asked for; undefined where all are. */
  grids: readonly string[] | undefined;
  states: readonly string[] | 'open' | 'overdue' | undefined;
};

/** Conditions on `cases c`: what the scope sees of what the filters ask for. */
export function caseConditions(filters: CaseFilters, scope: Scope, bind: Bind): string[] {
  const { states, scene, source, typeCode, departmentCode, grids, from, to } = filters;
  const conditions: string[] = [];
  const seen = caseCondition(scope, bind);
  if (seen) conditions.push(seen);
  if (states === 'open') conditions.push('c.closed_at is null');
  else if (states === 'overdue') conditions.push('c.closed_at is null and c.due_at < now()');
  else if (states) conditions.push(`c.state = any(${bind(states)})`);
  if (scene) conditions.push(`c.scene = ${bind(scene)}`);
  if (source) conditions.push(`c.source = ${bind(source)}`);
  if (typeCode)
    conditions.push(
      `c.type_code = any(array(select t.code from event_types t where ${bind(typeCode)} in (t.code, t.parent_code)))`,
    );
  if (departmentCode) conditions.push(`c.department_code = ${bind(departmentCode)}`);
  if (grids) conditions.push(`c.grid_code = any(${bind(grids)})`);
  if (from) conditions.push(`c.opened_at >= ${bind(from)}`);
  if (to) conditions.push(`c.opened_at < ${bind(to)}`);
  return conditions;
}

/**
 * What a scope sees, once more in parts that an index can each be walked by: the planner can't, through an `or`. They only
 * speed up; `caseCondition` stands beside them and decides.
 */
export function scopeParts(scope: Scope, gridsOfScope: readonly string[], bind: Bind): string[] {
  switch (scope.kind) {
    case 'area':
      return [`c.grid_code = any(${bind(gridsOfScope)})`, `c.reporter_id = ${bind(scope.userId)}`];
    case 'department':
      return [
        `c.id in (select h.case_id from case_handlers h where h.department_code = ${bind(scope.departmentCode)})`,
        `c.reporter_id = ${bind(scope.userId)}`,
      ];
    default:
      return ['true'];
  }
}

/** The grids of a county, township or community, or of a grid itself. */
export async function gridsOf(db: Db, areaCode: string): Promise<string[]> {
  const { rows } = await db.query(
    `select g.code from grids g join areas w on w.code = g.township_code
      where $1 in (g.code, g.community_code, g.township_code, w.parent_code)`,
    [areaCode],
  );
  return rows.map((row) => row.code);
}
