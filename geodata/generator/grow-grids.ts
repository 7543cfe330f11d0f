import { fractalField } from './noise.ts';
import { type BorderPlace, createPartition, type Partition } from './partition.ts';
import { createPlanarGraph, facesOf } from './planar-graph.ts';
import { clamp, distance, type Line, type Point, type Ring } from './plane.ts';
import type { Random } from './random.ts';
import { areaOf, boxOf, contains, innerPointOf } from './ring.ts';
import { outline, ringRoad, rivers, seats, town } from './skeleton.ts';
import { arterials, highways } from './skeleton-roads.ts';
import { type RingPlace, splitRing } from './split-ring.ts';
import { hilliness } from './terrain.ts';

/** Where a face lies: in the town within the ring road, in a market town (by seat), or in the country. */
export type Setting = { kind: 'town' } | { kind: 'seat'; seat: number } | { kind: 'rural' };
/** One grid to be: a face of the partition that is not cut further. */
export interface GridFace {
  face: number;
  setting: Setting /** The skeleton's block it was cut from. */;
  block: number;
}
/** A line by which a block was cut; `grids` is how many grids the cut part had, the bigger the grander the street. */
export interface Cut {
  line: Line;
  setting: Setting;
  grids: number;
}

export const gridCounts = { town: 293, seatEach: 6, rural: 414 } as const;

const bendField = fractalField('bend', 900, 3);

function skeletonPartition(): Partition {
  const closed = (ring: Ring): Line => [...ring, ring[0] as Point];
  const inside = (line: Line): Line[] => {
    const parts: Line[] = [[]];
    line.forEach((p, i) => {
      const near = [line[i - 1], p, line[i + 1]].some((q) => q && contains(outline, q));
      if (near) parts[parts.length - 1]?.push(p);
      else if (parts[parts.length - 1]?.length) parts.push([]);
    });
    return parts.filter((part) => part.length > 1);
  };
  const lines = [...rivers, ...arterials, ...highways].flatMap((road) => inside(road.line));
  const graph = createPlanarGraph([
    closed(outline),
    closed(ringRoad),
    ...seats.map((s) => closed(s.outline)),
    ...lines,
  ]);
  return createPartition(graph.vertices, facesOf(graph));
}

function settingOf(ring: Ring): Setting {
  const p = innerPointOf(ring);
  if (contains(ringRoad, p)) return { kind: 'town' };
  const seat = seats.findIndex((s) => contains(s.outline, p));
  return seat >= 0 ? { kind: 'seat', seat } : { kind: 'rural' };
}
const sameSetting = (a: Setting, b: Setting): boolean =>
  a.kind === b.kind && (a.kind !== 'seat' || (b.kind === 'seat' && a.seat === b.seat));

/** Slivers between a road and a river belong to a neighbour of their kind, or else to any. */
function mergeSlivers(partition: Partition): Map<number, Setting> {
  const settings = new Map(
    [...partition.faces.keys()].map((face) => [face, settingOf(partition.ringOf(face))]),
  );
  const least = { town: 75_000, seat: 90_000, rural: 900_000 } as const;
  const bySize = [...settings.keys()].sort(
    (a, b) => areaOf(partition.ringOf(a)) - areaOf(partition.ringOf(b)),
  );
  for (const face of bySize) {
    const setting = settings.get(face) as Setting;
    if (areaOf(partition.ringOf(face)) > least[setting.kind]) continue;
    const neighbours = [...partition.neighbours(face)].sort((a, b) => b[1] - a[1]).map(([id]) => id);
    const own = neighbours.filter((id) => sameSetting(settings.get(id) as Setting, setting));
    const tiny = areaOf(partition.ringOf(face)) < 12_000;
    if ((tiny ? [...own, ...neighbours] : own).some((into) => partition.merge(face, into)))
      settings.delete(face);
  }
  return settings;
}

/** Whole shares of `total` in proportion to the weights, at least one each, exact in sum. */
export function apportion(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((w) => (w / sum) * total);
  const shares = exact.map((e) => Math.max(1, Math.floor(e)));
  const order = exact.map((e, i) => [e - Math.floor(e), i] as const).sort((a, b) => b[0] - a[0]);
  for (let left = total - shares.reduce((a, b) => a + b, 0), k = 0; left !== 0; k++) {
    const i = (
      order[left > 0 ? k % order.length : order.length - 1 - (k % order.length)] as readonly [number, number]
    )[1];
    if (left < 0 && (shares[i] as number) <= 1) continue;
    shares[i] = (shares[i] as number) + Math.sign(left);
    left -= Math.sign(left);
  }
  return shares;
}

function weightOf(ring: Ring, setting: Setting): number {
  const p = innerPointOf(ring);
  if (setting.kind === 'town')
    return areaOf(ring) * (0.6 + 1.0 * Math.exp(-((distance(p, town.centre) / 1700) ** 2)));
  if (setting.kind === 'seat') return areaOf(ring);
  const box = boxOf(ring);
  const samples = Array.from(
    { length: 49 },
    (_, i): Point => [
      box.minX + ((box.maxX - box.minX) * ((i % 7) + 0.5)) / 7,
      box.minY + ((box.maxY - box.minY) * (Math.floor(i / 7) + 0.5)) / 7,
    ],
  );
  const inside = samples.filter((q) => contains(ring, q));
  const mean =
    (inside.length ? inside : [p]).reduce((sum, q) => sum + 1 - 0.55 * hilliness(q), 0) /
    (inside.length || 1);
  return areaOf(ring) * mean * (1 + 0.5 * Math.exp(-((distance(p, town.centre) / 6000) ** 2)));
}

const placeOf = (ring: readonly number[], place: RingPlace): BorderPlace =>
  place.corner ? { vertex: ring[place.edge] as number } : { edge: place.edge, at: place.at };

/** Directions a street may take in a ring: the town's axes inside the town, the ring's own elsewhere. */
export function streetAngles(ring: Ring, setting: Setting, random: Random): number[] {
  const quarter = Math.PI / 2;
  if (setting.kind === 'town')
    return [0, quarter].flatMap((a) =>
      [-0.07, 0, 0.07].map((j) => town.angle + a + j + random.between(-0.03, 0.03)),
    );
  const long = longAxis(ring);
  const spread = setting.kind === 'seat' ? [-0.1, 0, 0.1] : [-0.35, -0.12, 0.12, 0.35];
  return [0, quarter].flatMap((a) => spread.map((j) => long + a + j + random.between(-0.06, 0.06)));
}

function longAxis(ring: Ring): number {
  const box = boxOf(ring);
  const c: Point = [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2];
  let [xx, yy, xy] = [0, 0, 0];
  for (const p of ring) {
    const [dx, dy] = [p[0] - c[0], p[1] - c[1]];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return Math.atan2(2 * xy, xx - yy) / 2;
}

/** Cuts every block of the skeleton into its number of grids, by lines that will be streets, tracks and ditches. */
export function growGrids(random: Random): { partition: Partition; grids: GridFace[]; cuts: Cut[] } {
  const partition = skeletonPartition();
  const settings = mergeSlivers(partition);
  const cuts: Cut[] = [];
  const grids: GridFace[] = [];

  const divide = (face: number, count: number, setting: Setting, block: number): void => {
    if (count === 1) {
      grids.push({ face, setting, block });
      return;
    }
    const ring = partition.ringOf(face);
    const rural = setting.kind === 'rural';
    const half = Math.floor(count / 2);
    const split = splitRing(
      ring,
      {
        share: half / count,
        angles: streetAngles(ring, setting, random),
        snapMetres: rural ? 130 : 26,
        bend: (p, length) =>
          bendField(p[0], p[1]) * (rural ? Math.min(260, length * 0.11) : Math.min(26, length * 0.035)),
        stepMetres: rural ? 90 : 40,
      },
      random,
    );
    if (!split) throw new Error(`a block of ${Math.round(areaOf(ring))} m² resists being cut into ${count}`);
    const numbers = partition.faces.get(face) as number[];
    const [left, right] = partition.cut(
      face,
      placeOf(numbers, split.from),
      split.inner,
      placeOf(numbers, split.to),
    );
    cuts.push({ line: [split.from.at, ...split.inner, split.to.at], setting, grids: count });
    const share = areaOf(partition.ringOf(left)) / areaOf(ring);
    const leftCount = clamp(Math.round(share * count), 1, count - 1);
    divide(left, leftCount, setting, block);
    divide(right, count - leftCount, setting, block);
  };

  const divideAll = (faces: [number, Setting][], total: number): void => {
    const counts = apportion(
      faces.map(([face, setting]) => weightOf(partition.ringOf(face), setting)),
      total,
    );
    for (const [i, [face, setting]] of faces.entries()) divide(face, counts[i] as number, setting, face);
  };
  const all = [...settings].sort((a, b) => a[0] - b[0]);
  divideAll(
    all.filter(([, s]) => s.kind === 'town'),
    gridCounts.town,
  );
  for (const seat of seats.keys())
    divideAll(
      all.filter(([, s]) => s.kind === 'seat' && s.seat === seat),
      gridCounts.seatEach,
    );
  divideAll(
    all.filter(([, s]) => s.kind === 'rural'),
    gridCounts.rural,
  );
  return { partition, grids, cuts };
}
