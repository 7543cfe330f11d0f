import type { GridRow } from './hierarchy.ts';
import { fractalField } from './noise.ts';
import type { Ring } from './plane.ts';
import { bearingBetween, distance, type Line, lerp, type Point, travel } from './plane.ts';
import { displace, keepWhere, resample } from './polyline.ts';
import type { Random } from './random.ts';
import { boxOf, contains, distanceToRing } from './ring.ts';
import { createSegmentIndex } from './segment-index.ts';
import { type RoadClass, ringRoad, seats } from './skeleton.ts';
import { arterials, highways } from './skeleton-roads.ts';
import { hilliness } from './terrain.ts';
import { crossesLake, crossings, isWet } from './waters.ts';

/** Natural villages, one per rural grid, and the roads that join them. */
export interface Village {
  grid: number;
  at: Point;
  name: string;
  nameEn: string;
  streets: Line[];
}
export interface VillageRoad {
  name: string;
  nameEn: string;
  class: RoadClass;
  line: Line;
}

const wander = fractalField('village-road', 1300, 3);
const mainRoads = createSegmentIndex<string>(400);
for (const road of [...highways, ...arterials]) mainRoads.add(road.line, road.name);
mainRoads.add([...ringRoad, ringRoad[0] as Point], '环城路');
for (const seat of seats) mainRoads.add([...seat.outline, seat.outline[0] as Point], seat.key);
const builtUp = (p: Point): boolean => contains(ringRoad, p) || seats.some((s) => contains(s.outline, p));

/** A dry, level place well inside the grid, near a highway where one passes. */
function placeVillage(ring: Ring, random: Random): Point {
  const box = boxOf(ring);
  let best: Point | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 90; i++) {
    const p: Point = [random.between(box.minX, box.maxX), random.between(box.minY, box.maxY)];
    if (!contains(ring, p)) continue;
    const room = distanceToRing(ring, p);
    const road = mainRoads.nearest(p, 700)?.distance ?? 900;
    const score =
      hilliness(p) * 900 +
      Math.max(0, 260 - room) * 3 +
      Math.abs(road - 170) * 0.8 +
      (isWet(p, 160) ? 4000 : 0) +
      random.between(0, 250);
    if (score < bestScore) [best, bestScore] = [p, score];
  }
  if (!best) throw new Error('no place for a village');
  return best;
}

function bentWay(a: Point, b: Point): Line {
  const straight = resample([a, b], 55);
  const sway = Math.min(170, distance(a, b) * 0.12);
  return displace(straight, (p, t) => wander(p[0], p[1]) * sway * Math.sin(Math.PI * t));
}

/** The relative neighbourhood graph: two villages are joined unless a third lies between them. */
function linksOf(
  villages: readonly Village[],
  neighbours: ReadonlyMap<number, readonly number[]>,
): [number, number][] {
  const known = new Map<number, number>();
  const cost = (i: number, j: number): number => {
    const key = Math.min(i, j) * 10_000 + Math.max(i, j);
    const value = known.get(key) ?? wayCost(i, j);
    known.set(key, value);
    return value;
  };
  const wayCost = (i: number, j: number): number => {
    const [a, b] = [(villages[i] as Village).at, (villages[j] as Village).at];
    const rivers = crossings(a, b);
    return (
      distance(a, b) * (1 + 1.5 * hilliness(lerp(a, b, 0.5))) * (1 + 9 * rivers.main + 1.2 * rivers.other)
    );
  };
  const links: [number, number][] = [];
  villages.forEach((_, i) => {
    for (const j of neighbours.get(i) ?? []) {
      if (j <= i) continue;
      const own = cost(i, j);
      const shared = (neighbours.get(i) ?? []).filter((k) => (neighbours.get(j) ?? []).includes(k));
      if (
        own < 9_000 &&
        !crossesLake((villages[i] as Village).at, (villages[j] as Village).at) &&
        !shared.some((k) => Math.max(cost(i, k), cost(j, k)) < own)
      )
        links.push([i, j]);
    }
  });
  return links;
}

/** A few lanes around the village's middle, along the way that passes through it. */
function lanesOf(at: Point, bearing: number, random: Random): Line[] {
  const dry = (line: Line): Line[] => keepWhere(line, (p) => !isWet(p, 25) && !builtUp(p));
  const along = random.between(120, 210);
  const main = bentWay(travel(at, bearing + 180, along), travel(at, bearing, along));
  const lanes = [main];
  for (let n = random.integer(1, 3); n > 0; n--) {
    const from = travel(at, bearing, random.between(-along * 0.8, along * 0.8));
    const side = random.pick([90, -90]) + random.between(-14, 14);
    lanes.push([from, travel(from, bearing + side, random.between(90, 190))]);
  }
  return lanes.flatMap(dry);
}

export function settleVillages(
  grids: readonly GridRow[],
  neighbours: readonly number[][],
  ringOf: (grid: number) => Ring,
  random: Random,
): { villages: Village[]; roads: VillageRoad[] } {
  const rural = grids.flatMap((grid, i) => (grid.kind === 'rural' ? [i] : []));
  const villages = rural.map((grid): Village => {
    const row = grids[grid] as GridRow;
    return { grid, at: placeVillage(ringOf(grid), random), name: row.name, nameEn: row.nameEn, streets: [] };
  });
  const villageOf = new Map(rural.map((grid, v) => [grid, v]));
  const near = new Map(
    rural.map((grid, v) => [v, (neighbours[grid] as number[]).flatMap((g) => villageOf.get(g) ?? [])]),
  );
  const roads: VillageRoad[] = [];
  const bearings = villages.map(() => random.between(0, 360));
  const short = (i: number): [string, string] => {
    const v = villages[i] as Village;
    return [v.name.slice(0, 1), v.nameEn.split(' ')[0] as string];
  };
  for (const [i, j] of linksOf(villages, near)) {
    const [a, b] = [(villages[i] as Village).at, (villages[j] as Village).at];
    const [zi, ei] = short(i);
    const [zj, ej] = short(j);
    for (const line of keepWhere(bentWay(a, b), (p) => !builtUp(p), 25))
      roads.push({
        name: zi === zj ? `${(villages[i] as Village).name.slice(0, 2)}路` : `${zi}${zj}线`,
        nameEn: ei === ej ? `${ei} Road` : `${ei}–${ej} Road`,
        class: 'tertiary',
        line,
      });
    bearings[i] = bearingBetween(a, b);
    bearings[j] = bearingBetween(a, b);
  }
  villages.forEach((village, i) => {
    const road = mainRoads.nearest(village.at, 1_600);
    if (!road || crossings(village.at, lerp(road.a, road.b, 0.5)).main > 0 || crossesLake(village.at, road.a))
      return;
    const foot = nearestOn(village.at, road.a, road.b);
    if (distance(foot, village.at) > 25)
      roads.push({
        name: `${village.name.slice(0, 2)}路`,
        nameEn: `${village.nameEn.split(' ')[0]} Road`,
        class: 'tertiary',
        line: bentWay(village.at, foot),
      });
    if (road.distance < 420) bearings[i] = bearingBetween(road.a, road.b);
  });
  villages.forEach((village, i) => {
    village.streets = lanesOf(village.at, bearings[i] as number, random);
    const [, en] = short(i);
    for (const line of village.streets)
      roads.push({
        name: `${village.name.slice(0, 2)}村道`,
        nameEn: `${en} Village Lane`,
        class: 'lane',
        line,
      });
  });
  return { villages, roads };
}

function nearestOn(p: Point, a: Point, b: Point): Point {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const t = Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1)));
  return lerp(a, b, t);
}
