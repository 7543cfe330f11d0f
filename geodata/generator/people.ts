import type { Department, Person } from '../district-rows.ts';
import type { GridRow } from './hierarchy.ts';
import { maskedPhone, personName } from './names.ts';
import type { Random } from './random.ts';

/** One chief per grid, its members, and the officers on duty. */
export function enlist(
  grids: readonly GridRow[],
  departments: readonly Department[],
  random: Random,
): Person[] {
  const person = (duty: Person['duty'], gridCode: string | null, departmentCode: string | null): Person => ({
    ...personName(random),
    duty,
    phone: maskedPhone(random),
    gridCode,
    departmentCode,
  });
  const ofGrids = [...grids]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .flatMap((grid) => [
      person('grid-chief', grid.code, null),
      person('grid-member', grid.code, null),
      ...(grid.kind === 'dedicated'
        ? []
        : Array.from({ length: random.integer(0, 2) }, () => person('part-time-member', grid.code, null))),
    ]);
  const centre = departments.at(-1)?.code ?? null;
  const officers = departments.flatMap(({ code }) =>
    Array.from({ length: code === centre ? 12 : 2 }, () => person('duty-officer', null, code)),
  );
  return [...ofGrids, ...officers];
}
