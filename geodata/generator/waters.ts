import { noiseField } from './noise.ts';
import { distance, lerp, type Point, type Ring } from './plane.ts';
import { resample, ribbon, smooth } from './polyline.ts';
import { contains } from './ring.ts';
import { createSegmentIndex } from './segment-index.ts';
import { rivers, townPoint } from './skeleton.ts';

/** Water that nothing is built on. */
export interface WaterArea {
  name: string;
  nameEn: string;
  kind: 'river' | 'lake' | 'pond';
  ring: Ring;
}

const shore = noiseField('shore', 420);
export function blob(at: Point, radiusMetres: number, stretch: number, angle: number): Ring {
  return smooth(
    Array.from({ length: 22 }, (_, i): Point => {
      const a = (i / 22) * 2 * Math.PI;
      const r =
        radiusMetres *
        (1 + 0.3 * shore(at[0] + Math.cos(a) * radiusMetres, at[1] + Math.sin(a) * radiusMetres));
      const [u, v] = [r * stretch * Math.cos(a), (r / stretch) * Math.sin(a)];
      return [
        at[0] + u * Math.cos(angle) - v * Math.sin(angle),
        at[1] + u * Math.sin(angle) + v * Math.cos(angle),
      ];
    }),
    Math.max(12, radiusMetres / 12),
    true,
  );
}

export const lakes: WaterArea[] = [
  { name: '鹭鸣湖', nameEn: 'Luming Lake', kind: 'lake', ring: blob([29_500, 23_500], 850, 1.35, 0.5) },
  { name: '芦荡湖', nameEn: 'Ludang Lake', kind: 'lake', ring: blob([30_100, 11_000], 1050, 1.2, -0.4) },
  { name: '砚塘', nameEn: 'Yan Pond', kind: 'lake', ring: blob([22_800, 6_300], 330, 1.5, 0.3) },
  { name: '镜湖', nameEn: 'Mirror Lake', kind: 'lake', ring: blob(townPoint(2_250, -480), 150, 1.5, 1.2) },
  {
    name: '霜岭水库',
    nameEn: 'Shuangling Reservoir',
    kind: 'lake',
    ring: blob([4_300, 22_300], 520, 1.9, -0.5),
  },
];

export const riverAreas: WaterArea[] = rivers.map((river) => ({
  name: river.name,
  nameEn: river.nameEn,
  kind: 'river',
  ring: ribbon(resample(river.line, 60), river.halfWidthMetres),
}));

const centrelines = createSegmentIndex<number>(300);
for (const [i, river] of rivers.entries()) centrelines.add(river.line, i);

/** Metres to the nearest river's middle, the radius itself where there is none. */
export const distanceToRiver = (p: Point, radiusMetres: number): number =>
  centrelines.nearest(p, radiusMetres)?.distance ?? radiusMetres;

/** True where a building or a lane would stand in a river, on its bank or in a lake. */
export function isWet(p: Point, bankMetres = 30): boolean {
  const near = centrelines.nearest(p, 90 + bankMetres);
  if (near && near.distance < (rivers[near.tag] as (typeof rivers)[number]).halfWidthMetres(1) + bankMetres)
    return true;
  return lakes.some(
    ({ ring }) =>
      distance(p, ring[0] as Point) < 4_500 && (contains(ring, p) || nearRing(ring, p, bankMetres * 0.6)),
  );
}
/** True where the straight way passes over a lake. */
export const crossesLake = (a: Point, b: Point): boolean =>
  Array.from({ length: 25 }, (_, i) => lerp(a, b, i / 24)).some((p) =>
    lakes.some(({ ring }) => distance(p, ring[0] as Point) < 4_500 && contains(ring, p)),
  );
const nearRing = (ring: Ring, p: Point, metres: number): boolean => ring.some((q) => distance(p, q) < metres);

interface Reach {
  c: Point;
  d: Point;
  main: boolean;
}
const reaches: Reach[] = rivers.flatMap((river) => {
  const coarse = resample(river.line, 260);
  return coarse.slice(1).map((d, i) => ({ c: coarse[i] as Point, d, main: river.main }));
});

/** How many times a straight way from one place to another crosses the main river, and any other. */
export function crossings(a: Point, b: Point): { main: number; other: number } {
  const count = { main: 0, other: 0 };
  const [x0, x1, y0, y1] = [
    Math.min(a[0], b[0]) - 300,
    Math.max(a[0], b[0]) + 300,
    Math.min(a[1], b[1]) - 300,
    Math.max(a[1], b[1]) + 300,
  ];
  const side = (p: Point, q: Point, r: Point): boolean =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]) > 0;
  for (const { c, d, main } of reaches) {
    if (c[0] < x0 || c[0] > x1 || c[1] < y0 || c[1] > y1) continue;
    if (side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)) count[main ? 'main' : 'other']++;
  }
  return count;
}
