/** 派遣: which department a case goes to by its type and where it lies. Pure. */

/** A department of a type; `areaCode` null counts wherever no area says otherwise. */
export interface TypeDepartment {
  areaCode: string | null;
  departmentCode: string;
  /** 主办; the others help (协办). */
  main: boolean;
}

export type Route =
  | { owner: string; helpers: string[] }
  | { owner: null; reason: 'no-owner' | 'several-owners'; candidates: string[] };

/**
 * The one department that type and area name, with those that help. The smallest area that names any decides: several
 * there are for the centre to settle, even where a larger area names one.
 *
 * @param areaCodes of the case: county, township, community, grid
 * @param districtOwner the type's department wherever no area names another
 */
export function routeOf(
  areaCodes: readonly string[],
  districtOwner: string | null,
  departments: readonly TypeDepartment[],
): Route {
  const named =
    [...areaCodes]
      .reverse()
      .map((code) => departments.filter(({ main, areaCode }) => main && areaCode === code))
      .find((mains) => mains.length > 0)
      ?.map(({ departmentCode }) => departmentCode) ?? (districtOwner === null ? [] : [districtOwner]);
  const [owner, ...others] = named;
  if (owner === undefined) return { owner: null, reason: 'no-owner', candidates: [] };
  if (others.length > 0) return { owner: null, reason: 'several-owners', candidates: named };
  const helpers = departments
    .filter(({ main, areaCode }) => !main && (areaCode === null || areaCodes.includes(areaCode)))
    .map(({ departmentCode }) => departmentCode)
    .filter((code) => code !== owner);
  return { owner, helpers: [...new Set(helpers)] };
}
