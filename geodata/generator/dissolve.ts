import type { Polygonal } from '../district-rows.ts';
import type { Partition } from './partition.ts';
import { type Point, type Ring, toLngLat } from './plane.ts';
import { areaOf, contains } from './ring.ts';

const closed = (ring: Ring): [number, number][] => [...ring, ring[0] as Point].map(toLngLat);

export const polygonOf = (ring: Ring): Polygonal => ({ type: 'Polygon', coordinates: [closed(ring)] });

/** The outline of many faces together: inner borders cancel out, so every vertex is one of theirs. */
export function dissolve(partition: Partition, faces: readonly number[]): Polygonal {
  const directed = new Map<number, number[]>();
  const known = new Set<string>();
  const edges = faces.flatMap((face) => {
    const ring = partition.faces.get(face) as number[];
    return ring.map((a, i) => [a, ring[(i + 1) % ring.length] as number] as const);
  });
  for (const [a, b] of edges) known.add(`${a} ${b}`);
  for (const [a, b] of edges) if (!known.has(`${b} ${a}`)) directed.set(a, [...(directed.get(a) ?? []), b]);
  const at = (v: number): Point => partition.vertices[v] as Point;
  const outer: Ring[] = [];
  const holes: Ring[] = [];
  for (const [start] of directed)
    while ((directed.get(start) ?? []).length > 0) {
      const ring: number[] = [];
      for (let [from, v] = [-1, start]; ; ) {
        const onward = directed.get(v) as number[];
        const next =
          onward.length === 1 || from < 0 ? (onward[0] as number) : sharpest(at(from), at(v), onward, at);
        directed.set(
          v,
          onward.filter((o) => o !== next),
        );
        ring.push(v);
        [from, v] = [v, next];
        if (v === start) break;
      }
      const points = ring.map(at);
      (areaOf(points) > 0 ? outer : holes).push(points);
    }
  const polygons = outer.map((ring) => [
    closed(ring),
    ...holes.filter((hole) => contains(ring, midpoint(hole))).map(closed),
  ]);
  const [only] = polygons;
  return polygons.length === 1 && only
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: polygons };
}

const midpoint = (ring: Ring): Point => {
  const [a, b] = [ring[0] as Point, ring[1] as Point];
  const span = Math.hypot(b[0] - a[0], b[1] - a[1]);
  return [
    (a[0] + b[0]) / 2 + ((b[1] - a[1]) / span) * -0.2,
    (a[1] + b[1]) / 2 + ((b[0] - a[0]) / span) * 0.2,
  ];
};

/** Where rings touch in a point, the sharpest left turn keeps them apart. */
function sharpest(from: Point, v: Point, onward: readonly number[], at: (v: number) => Point): number {
  const back = Math.atan2(from[1] - v[1], from[0] - v[0]);
  const turn = (o: number): number =>
    (back - Math.atan2(at(o)[1] - v[1], at(o)[0] - v[0]) + 4 * Math.PI) % (2 * Math.PI);
  return onward.reduce((a, b) => (turn(b) < turn(a) ? b : a));
}
