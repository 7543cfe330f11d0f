import type { FigureGroup, FigureQuery } from '#contract/figures.ts';
import type { Scope } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';

interface Named {
  name: string;
  nameEn: string;
}
/** Everything that figures are grouped by, with its names. */
export interface FigureDimensions {
  grids: Map<string, Named & { communityCode: string; townshipCode: string }>;
  areas: Map<string, Named & { level: 'county' | 'township' | 'community'; parentCode: string | null }>;
  types: Map<string, Named & { parentCode: string | null }>;
  departments: Map<string, Named>;
}

export async function readDimensions(db: Db): Promise<FigureDimensions> {
  const [grids, areas, types, departments] = await Promise.all([
    db.query(
      `select code, name, name_en as "nameEn", community_code as "communityCode", township_code as "townshipCode"
         from grids order by code`,
    ),
    db.query(
      'select code, level, name, name_en as "nameEn", parent_code as "parentCode" from areas order by code',
    ),
    db.query(
      'select code, name, name_en as "nameEn", parent_code as "parentCode" from event_types order by code',
    ),
    db.query('select code, name, name_en as "nameEn" from departments order by code'),
  ]);
  const byCode = <T extends { code: string }>(rows: T[]) => new Map(rows.map((row) => [row.code, row]));
  return {
    grids: byCode(grids.rows),
    areas: byCode(areas.rows),
    types: byCode(types.rows),
    departments: byCode(departments.rows),
  };
}

/** Which rows count: lists of codes, undefined where all do. An empty list lets nothing through. */
export interface FigureFilter {
  grids: readonly string[] | undefined;
  communities: readonly string[] | undefined;
  departments: readonly string[] | undefined;
  types: readonly string[] | undefined;
  source: string | undefined;
}

/**
 * What a scope may count of what is asked. An area counts what lies in it, a department what is its own now; who sees
 * their own reports alone counts nothing.
 */
export function figureFilter(
  query: Pick<FigureQuery, 'areaCode' | 'departmentCode' | 'typeCode' | 'source'>,
  scope: Scope,
  dimensions: FigureDimensions,
): FigureFilter {
  const within = [query.areaCode, scope.kind === 'area' ? scope.areaCode : undefined].filter(
    (code) => code !== undefined,
  );
  const mayCount = scope.kind !== 'own' && scope.kind !== 'nothing';
  const owners = [
    query.departmentCode,
    scope.kind === 'department' ? scope.departmentCode : undefined,
  ].filter((code) => code !== undefined);
  const grids =
    within.length === 0 && mayCount
      ? undefined
      : [...dimensions.grids.keys()].filter((code) => mayCount && within.every((area) => liesIn(code, area)));
  const wholeCommunities =
    grids && within.every((area) => !dimensions.grids.has(area))
      ? [...new Set(grids.map((code) => dimensions.grids.get(code)?.communityCode ?? ''))]
      : undefined;
  return {
    grids,
    communities: wholeCommunities,
    departments:
      owners.length === 0 ? undefined : owners.every((code) => code === owners[0]) ? owners.slice(0, 1) : [],
    types:
      query.typeCode === undefined
        ? undefined
        : [...dimensions.types]
            .filter(([code, { parentCode }]) => code === query.typeCode || parentCode === query.typeCode)
            .map(([code]) => code),
    source: query.source,
  };

  function liesIn(gridCode: string, area: string): boolean {
    const grid = dimensions.grids.get(gridCode);
    if (!grid) return false;
    const { communityCode, townshipCode } = grid;
    const countyCode = dimensions.areas.get(townshipCode)?.parentCode;
    return [gridCode, communityCode, townshipCode, countyCode].includes(area);
  }
}

/** The group that a row belongs to, from the finest that its table knows: a grid, or a community. */
export function groupOf(by: FigureGroup, code: string, { grids, areas, types }: FigureDimensions): string {
  if (by === 'class') return types.get(code)?.parentCode ?? code;
  if (by === 'community') return grids.get(code)?.communityCode ?? code;
  if (by === 'township') return grids.get(code)?.townshipCode ?? areas.get(code)?.parentCode ?? '';
  return code;
}
