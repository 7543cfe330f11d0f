import type { Point } from './plane.ts';
import { distanceToSegment } from './ring.ts';

/** Finds the nearest of many line pieces quickly: a hash of square cells. */
export interface SegmentIndex<T> {
  add(line: readonly Point[], tag: T): void;
  /** The nearest piece within `radiusMetres`, or undefined. */
  nearest(
    p: Point,
    radiusMetres: number,
    accept?: (tag: T) => boolean,
  ): { distance: number; tag: T; a: Point; b: Point } | undefined;
}

export function createSegmentIndex<T>(cellMetres: number): SegmentIndex<T> {
  const cells = new Map<number, { a: Point; b: Point; tag: T }[]>();
  const key = (i: number, j: number): number => (i + 4096) * 16384 + (j + 4096);
  const cell = (v: number): number => Math.floor(v / cellMetres);
  return {
    add(line, tag) {
      for (let n = 1; n < line.length; n++) {
        const [a, b] = [line[n - 1] as Point, line[n] as Point];
        for (let i = cell(Math.min(a[0], b[0])); i <= cell(Math.max(a[0], b[0])); i++)
          for (let j = cell(Math.min(a[1], b[1])); j <= cell(Math.max(a[1], b[1])); j++) {
            const found = cells.get(key(i, j));
            if (found) found.push({ a, b, tag });
            else cells.set(key(i, j), [{ a, b, tag }]);
          }
      }
    },
    nearest(p, radiusMetres, accept) {
      let best: { distance: number; tag: T; a: Point; b: Point } | undefined;
      for (let i = cell(p[0] - radiusMetres); i <= cell(p[0] + radiusMetres); i++)
        for (let j = cell(p[1] - radiusMetres); j <= cell(p[1] + radiusMetres); j++)
          for (const { a, b, tag } of cells.get(key(i, j)) ?? []) {
            const away = distanceToSegment(p, a, b);
            if (away <= radiusMetres && (!best || away < best.distance) && (!accept || accept(tag)))
              best = { distance: away, tag, a, b };
          }
      return best;
    },
  };
}
