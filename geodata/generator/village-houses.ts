import type { Draft, Site } from './building-site.ts';
import type { GridRow } from './hierarchy.ts';
import { distance, type Line, type Point, type Ring } from './plane.ts';
import { directionAlong, lengthOf, pointAlong } from './polyline.ts';
import type { Random } from './random.ts';
import { boxOf, contains } from './ring.ts';
import { hilliness } from './terrain.ts';
import type { Village, VillageRoad } from './villages.ts';

/** Farmhouses in rows on both sides of the village lanes, loose ones along the road, and scattered ones where lanes have no room. */
export function buildVillages(
  villages: readonly Village[],
  roads: readonly VillageRoad[],
  grids: readonly GridRow[],
  ringOf: (grid: number) => Ring,
  site: Site,
  random: Random,
): { drafts: Draft[]; households: Map<number, number> } {
  const drafts: Draft[] = [];
  const households = new Map<number, number>();
  const tertiary = roads.filter((road) => road.class === 'tertiary');
  for (const village of villages) {
    const ring = ringOf(village.grid);
    const wanted = Math.round(random.integer(34, 74) * (1 - 0.5 * hilliness(village.at)));
    const near = tertiary
      .map((road) => road.line.filter((p) => distance(p, village.at) < 520))
      .filter((line) => line.length > 2);
    const own: Draft[] = [];
    const along = (line: Line, offset: number, share: number): void => {
      const total = lengthOf(line);
      for (let u = 8; u < total && own.length < wanted; u += random.between(15, 20)) {
        if (!random.chance(share)) continue;
        const p = pointAlong(line, u);
        const [dx, dy] = directionAlong(line, u);
        for (const side of [1, -1]) {
          const at: Point = [p[0] - dy * offset * side, p[1] + dx * offset * side];
          if (!contains(ring, at) || own.length >= wanted) continue;
          const footprint = site.fit(
            at,
            random.between(10, 13.5),
            random.between(8.5, 10.5),
            Math.atan2(dy, dx) + random.between(-0.04, 0.04),
          );
          if (!footprint) continue;
          site.take(footprint);
          own.push({
            kind: 'house',
            floors: random.weighted([
              [1, 2],
              [2, 5],
              [3, 3],
            ] as const),
            households: 1,
            grid: village.grid,
            footprint,
          });
        }
      }
    };
    for (const offset of [15, 33])
      for (const street of village.streets) along(street, offset, offset < 20 ? 0.95 : 0.7);
    for (const line of near) along(line, 19, 0.7);
    for (const street of village.streets) along(street, 51, 0.6);
    const box = boxOf(ring);
    for (let tries = 0; tries < 400 && own.length < 12; tries++) {
      const at: Point = [random.between(box.minX, box.maxX), random.between(box.minY, box.maxY)];
      const footprint = contains(ring, at)
        ? site.fit(at, random.between(10, 13.5), 9.5, random.between(-0.2, 0.2))
        : undefined;
      if (!footprint) continue;
      site.take(footprint);
      own.push({ kind: 'house', floors: random.integer(1, 3), households: 1, grid: village.grid, footprint });
    }
    const hall = own.length > 40 ? own[0] : undefined;
    if (hall) hall.kind = 'public';
    households.set(village.grid, own.reduce((sum, d) => sum + d.households, 0) * 2);
    for (const house of own) house.households = 2;
    drafts.push(...own);
    if (own.length === 0) throw new Error(`no house fits into ${(grids[village.grid] as GridRow).name}`);
  }
  return { drafts, households };
}
