import type { Building } from '../district-rows.ts';
import { distance, type Point, type Ring } from './plane.ts';
import { contains, distanceToRing, rectangle } from './ring.ts';
import { clearanceMetres } from './roads.ts';
import type { SegmentIndex } from './segment-index.ts';
import type { RoadClass } from './skeleton.ts';
import { isWet } from './waters.ts';

/** A footprint that was found to fit: a rectangle on the plane. */
export interface Footprint {
  ring: Ring;
  centre: Point;
  width: number;
  depth: number;
  angle: number;
}
export interface Draft {
  kind: Building['kind'];
  floors: number;
  households: number;
  grid: number;
  footprint: Footprint;
}

/** Land on which buildings may stand: clear of roads, of water and of each other. */
export interface Site {
  /** The footprint, if it fits; within `block` it also keeps `setbackMetres` from the block's border and `gapMetres` from others. */
  fit(
    centre: Point,
    width: number,
    depth: number,
    angle: number,
    block?: { ring: Ring; setbackMetres: number; gapMetres: number },
  ): Footprint | undefined;
  take(footprint: Footprint): void;
}

function overlaps(a: Ring, b: Ring): boolean {
  for (const ring of [a, b])
    for (let i = 0; i < 2; i++) {
      const [p, q] = [ring[i] as Point, ring[i + 1] as Point];
      const [nx, ny] = [q[1] - p[1], p[0] - q[0]];
      const span = (r: Ring): [number, number] => {
        const values = r.map(([x, y]) => x * nx + y * ny);
        return [Math.min(...values), Math.max(...values)];
      };
      const [[a0, a1], [b0, b1]] = [span(a), span(b)];
      if (a1 <= b0 || b1 <= a0) return false;
    }
  return true;
}

export function createSite(roads: SegmentIndex<RoadClass>): Site {
  const cellMetres = 60;
  const taken = new Map<string, Footprint[]>();
  const cell = (v: number): number => Math.floor(v / cellMetres);
  const nearby = ([x, y]: Point): Footprint[] => {
    const found: Footprint[] = [];
    for (let i = cell(x) - 1; i <= cell(x) + 1; i++)
      for (let j = cell(y) - 1; j <= cell(y) + 1; j++) found.push(...(taken.get(`${i} ${j}`) ?? []));
    return found;
  };
  const tooNear = (p: Point): boolean =>
    roads.nearest(p, 50, (cls) => clearanceMetres[cls] > 0) !== undefined && clash(p);
  const clash = (p: Point): boolean => {
    for (const radius of [6, 12, 24, 45]) {
      const hit = roads.nearest(p, radius, (cls) => clearanceMetres[cls] >= radius * 0.5);
      if (hit && hit.distance < clearanceMetres[hit.tag]) return true;
    }
    return false;
  };
  return {
    fit(centre, width, depth, angle, block) {
      const ring = rectangle(centre, width, depth, angle);
      const gap = block?.gapMetres ?? 1.5;
      if (
        block &&
        !ring.every((p) => contains(block.ring, p) && distanceToRing(block.ring, p) >= block.setbackMetres)
      )
        return undefined;
      if (
        nearby(centre).some(
          (other) =>
            distance(other.centre, centre) < 90 &&
            overlaps(
              ring,
              rectangle(other.centre, other.width + 2 * gap, other.depth + 2 * gap, other.angle),
            ),
        )
      )
        return undefined;
      if ([centre, ...ring].some((p) => tooNear(p) || isWet(p, 26))) return undefined;
      return { ring, centre, width, depth, angle };
    },
    take(footprint) {
      const key = `${cell(footprint.centre[0])} ${cell(footprint.centre[1])}`;
      const list = taken.get(key);
      if (list) list.push(footprint);
      else taken.set(key, [footprint]);
    },
  };
}
