import { contours } from 'd3-contour';
import { fractalField, noiseField } from './noise.ts';
import { county, distance, type Point, type Ring } from './plane.ts';
import type { Random } from './random.ts';
import { areaOf, contains, distanceToRing, innerPointOf } from './ring.ts';
import { outline } from './skeleton.ts';
import { groundFormula, hilliness } from './terrain.ts';
import type { Block } from './town-blocks.ts';
import type { UsedBlock } from './town-buildings.ts';
import type { Village } from './villages.ts';
import { blob, distanceToRiver, lakes, riverAreas, type WaterArea } from './waters.ts';

/** What covers the ground, for the map's eye: woods, fields, parks, town blocks, water, contour lines. */
export type LanduseKind =
  | 'wood'
  | 'field'
  | 'paddy'
  | 'orchard'
  | 'park'
  | 'residential'
  | 'commercial'
  | 'industrial'
  | 'civic'
  | 'village';
export interface Landuse {
  kind: LanduseKind;
  rings: Ring[];
}

const cellMetres = 110;
const grove = fractalField('grove', 1500, 4);

/** Multipolygons of the plane where a field of values exceeds a threshold. */
function areasAbove(
  value: (p: Point) => number,
  thresholds: number[],
  cell: number,
): { threshold: number; polygons: Ring[][] }[] {
  const { widthMetres, heightMetres, marginMetres } = county;
  const columns = Math.ceil((widthMetres + 2 * marginMetres) / cell);
  const rows = Math.ceil((heightMetres + 2 * marginMetres) / cell);
  const values = Array.from({ length: columns * rows }, (_, i) =>
    value([
      ((i % columns) + 0.5) * cell - marginMetres,
      (Math.floor(i / columns) + 0.5) * cell - marginMetres,
    ]),
  );
  const back = ([x, y]: number[]): Point => [
    (x as number) * cell - marginMetres,
    (y as number) * cell - marginMetres,
  ];
  return contours()
    .size([columns, rows])
    .thresholds(thresholds)(values)
    .map(({ value: threshold, coordinates }) => ({
      threshold,
      polygons: coordinates.map((polygon) => polygon.map((ring) => ring.slice(0, -1).map(back))),
    }));
}

/** 0 inside the county, growing with the distance from it: what lies beyond fades away. */
const beyond = (p: Point): number => (contains(outline, p) ? 0 : distanceToRing(outline, p) / 2_600);

export function growWoods(villages: readonly Village[]): Landuse[] {
  const cleared = (p: Point): number =>
    villages.reduce(
      (sum, { at }) =>
        sum +
        (Math.abs(at[0] - p[0]) < 1_200
          ? Math.exp(-((distance(at, p) / (380 + 170 * grove(at[0], at[1]))) ** 2))
          : 0),
      0,
    );
  const value = (p: Point): number =>
    hilliness(p) * 1.15 +
    grove(p[0], p[1]) * 0.55 -
    0.6 * Math.exp(-((distanceToRiver(p, 800) / 330) ** 2)) -
    Math.min(1.2, cleared(p)) -
    beyond(p);
  return (areasAbove(value, [0.42], cellMetres)[0]?.polygons ?? [])
    .filter(([outer]) => outer && Math.abs(areaOf(outer)) > 25_000)
    .map((rings) => ({ kind: 'wood', rings }));
}

/** Lines of equal height, 40 m apart. */
export function contourLines(): { height: number; ring: Ring }[] {
  const heights = Array.from({ length: 10 }, (_, i) => 60 + i * 40);
  return areasAbove((p) => groundFormula(p) - 260 * beyond(p), heights, 90).flatMap(
    ({ threshold, polygons }) =>
      polygons
        .flat()
        .filter((ring) => ring.length > 10)
        .map((ring) => ({ height: threshold, ring })),
  );
}

const useOfBlock = {
  towers: 'residential',
  slabs: 'residential',
  old: 'residential',
  shops: 'commercial',
  offices: 'commercial',
  market: 'commercial',
  school: 'civic',
  public: 'civic',
  green: 'park',
  works: 'industrial',
  yard: 'residential',
} as const;
const cropBelt = noiseField('crops', 3800);

export function coverGround(
  parcels: readonly Block[],
  blocks: readonly UsedBlock[],
  hamlets: readonly (readonly Point[])[],
  random: Random,
): Landuse[] {
  const fields = parcels.flatMap(({ ring }): Landuse[] => {
    const [x, y] = innerPointOf(ring, 5);
    if (hilliness([x, y]) > 0.5) return [];
    const wet = cropBelt(x, y) + random.between(-0.5, 0.5);
    return [
      {
        kind: wet > 0.15 ? 'paddy' : hilliness([x, y]) > 0.12 && random.chance(0.5) ? 'orchard' : 'field',
        rings: [ring],
      },
    ];
  });
  const built = blocks.map(({ ring, use }): Landuse => ({ kind: useOfBlock[use], rings: [ring] }));
  const settled = hamlets
    .filter((houses) => houses.length > 5)
    .map((houses): Landuse => ({ kind: 'village', rings: [yardsAround(houses)] }));
  return [...fields, ...built, ...settled];
}

/** The ground a cluster of houses takes up with its yards and gardens: their convex hull, some metres wider. */
function yardsAround(houses: readonly Point[]): Ring {
  const sorted = [...houses].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (a: Point, b: Point, p: Point): number =>
    (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
  const chain = (points: readonly Point[]): Ring => {
    const hull: Ring = [];
    for (const p of points) {
      while (hull.length > 1 && turn(hull.at(-2) as Point, hull.at(-1) as Point, p) <= 0) hull.pop();
      hull.push(p);
    }
    return hull;
  };
  const hull = [...chain(sorted).slice(0, -1), ...chain(sorted.reverse()).slice(0, -1)];
  const [cx, cy] = [
    hull.reduce((s, p) => s + p[0], 0) / hull.length,
    hull.reduce((s, p) => s + p[1], 0) / hull.length,
  ];
  return hull.map(([x, y]) => {
    const reach = Math.hypot(x - cx, y - cy) || 1;
    return [x + ((x - cx) / reach) * 24, y + ((y - cy) / reach) * 24];
  });
}

export function gatherWaters(villages: readonly Village[], random: Random): WaterArea[] {
  const ponds = villages.flatMap((village): WaterArea[] => {
    if (hilliness(village.at) > 0.5) return [];
    return Array.from({ length: random.integer(0, 3) }, () => {
      const a = random.between(0, 6.28);
      const r = random.between(240, 520);
      return {
        name: '',
        nameEn: '',
        kind: 'pond' as const,
        ring: blob(
          [village.at[0] + r * Math.cos(a), village.at[1] + r * Math.sin(a)],
          random.between(22, 60),
          random.between(1, 1.5),
          random.between(0, 3),
        ),
      };
    });
  });
  return [...riverAreas, ...lakes, ...ponds];
}
