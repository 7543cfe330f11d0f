import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routeOf, type TypeDepartment } from './route-rule.ts';

const areas = ['county', 'town', 'village', 'grid'];
const main = (areaCode: string | null, departmentCode: string): TypeDepartment => ({
  areaCode,
  departmentCode,
  main: true,
});
const helper = (areaCode: string | null, departmentCode: string): TypeDepartment => ({
  areaCode,
  departmentCode,
  main: false,
});

describe('a case', () => {
  it('goes to the department of its type where no area names another', () => {
    expect(routeOf(areas, 'urban', [])).toEqual({ owner: 'urban', helpers: [] });
    expect(routeOf(areas, 'urban', [main('elsewhere', 'park')])).toEqual({ owner: 'urban', helpers: [] });
  });

  it('goes to the department that the smallest area names', () => {
    const rows = [main('county', 'urban'), main('village', 'park'), main('town', 'water')];
    expect(routeOf(areas, 'urban', rows)).toEqual({ owner: 'park', helpers: [] });
  });

  it('waits for the centre where nobody is named, or several are', () => {
    expect(routeOf(areas, null, [helper(null, 'fire')])).toEqual({
      owner: null,
      reason: 'no-owner',
      candidates: [],
    });
    expect(routeOf(areas, 'urban', [main('town', 'water'), main('town', 'park')])).toEqual({
      owner: null,
      reason: 'several-owners',
      candidates: ['water', 'park'],
    });
  });

  it('takes helpers along: those of the type and of its areas, each once, never the one in charge', () => {
    const rows = [
      helper(null, 'fire'),
      helper('town', 'fire'),
      helper('town', 'urban'),
      helper('far', 'water'),
    ];
    expect(routeOf(areas, 'urban', rows)).toEqual({ owner: 'urban', helpers: ['fire'] });
  });

  it('off the map goes by its type alone', () => {
    expect(routeOf([], 'urban', [main('town', 'water')])).toEqual({ owner: 'urban', helpers: [] });
  });

  it('never depends on the order in which the departments were entered', () => {
    const row = fc.record({
      areaCode: fc.option(fc.constantFrom(...areas, 'elsewhere')),
      departmentCode: fc.constantFrom('fire', 'urban', 'water'),
      main: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: (each) => JSON.stringify(each) }), (rows) => {
        const [there, back] = [routeOf(areas, 'urban', rows), routeOf(areas, 'urban', [...rows].reverse())];
        expect(back.owner).toBe(there.owner);
      }),
    );
  });
});
