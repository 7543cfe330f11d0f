import type { Point, Ring } from './plane.ts';
import { boxOf, contains } from './ring.ts';

/** Which grid a place lies in, by the grids' own rings. */
export function createGridFinder(rings: readonly Ring[]): (p: Point) => number | undefined {
  const cellMetres = 600;
  const cells = new Map<string, number[]>();
  rings.forEach((ring, grid) => {
    const box = boxOf(ring);
    for (let i = Math.floor(box.minX / cellMetres); i <= Math.floor(box.maxX / cellMetres); i++)
      for (let j = Math.floor(box.minY / cellMetres); j <= Math.floor(box.maxY / cellMetres); j++)
        cells.set(`${i} ${j}`, [...(cells.get(`${i} ${j}`) ?? []), grid]);
  });
  return (p) =>
    (cells.get(`${Math.floor(p[0] / cellMetres)} ${Math.floor(p[1] / cellMetres)}`) ?? []).find((grid) =>
      contains(rings[grid] as Ring, p),
    );
}
