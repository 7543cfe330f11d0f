import type { CaseSearch } from '#contract/find.ts';
import { type Bind, caseCondition, type Scope } from '../access/scope.ts';

export type CaseFilters = Omit<CaseSearch, 'q' | 'state'> & {
  states: readonly string[] | 'open' | 'overdue' | undefined;
};

/** Conditions on `cases c`: what the scope sees of what the filters ask for. */
export function caseConditions(filters: CaseFilters, scope: Scope, bind: Bind): string[] {
  const { states, scene, source, typeCode, departmentCode, areaCode, from, to } = filters;
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
  if (areaCode) conditions.push(`c.grid_code = any(${gridsOf(bind(areaCode))})`);
  if (from) conditions.push(`c.opened_at >= ${bind(from)}`);
  if (to) conditions.push(`c.opened_at < ${bind(to)}`);
  return conditions;
}

/** The grids of a county, township, community or of a grid itself. */
const gridsOf = (area: string): string =>
  `array(select g.code from grids g join areas w on w.code = g.township_code
          where ${area} in (g.code, g.community_code, g.township_code, w.parent_code))`;
