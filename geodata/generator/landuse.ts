import { contours } from 'd3-contour';
import { fractalField, noiseField } from './noise.ts';
import { county, type Point, type Ring } from './plane.ts';
import type { Random } from './random.ts';
import { areaOf, innerPointOf } from './ring.ts';
import { groundFormula, hilliness } from './terrain.ts';
import type { Block } from './town-blocks.ts';
import type { UsedBlock } from './town-buildings.ts';
import { blob, lakes, riverAreas, type WaterArea } from './waters.ts';
import type { Village } from './villages.ts';

/** What covers the ground, for the map's eye: woods, fields, parks, town blocks, water, contour lines. */
export type LanduseKind = 'wood' | 'field' | 'paddy' | 'orchard' | 'park' | 'residential' | 'commercial' | 'industrial' | 'civic' | 'village';
export interface Landuse { kind: LanduseKind; rings: Ring[] }

const cellMetres = 110;
const grove = fractalField('grove', 1500, 4);

/** Multipolygons of the plane where a field of values exceeds a threshold. */
function areasAbove(value: (p: Point) => number, thresholds: number[], cell: number): { threshold: number; polygons: Ring[][] }[] {
  const { widthMetres, heightMetres, marginMetres } = county;
  const columns = Math.ceil((widthMetres + 2 * marginMetres) / cell);
  const rows = Math.ceil((heightMetres + 2 * marginMetres) / cell);
  const values = Array.from({ length: columns * rows }, (_, i) => value([((i % columns) + 0.5) * cell - marginMetres, (Math.floor(i / columns) + 0.5) * cell - marginMetres]));
  const back = ([x, y]: number[]): Point => [(x as number) * cell - marginMetres, (y as number) * cell - marginMetres];
  return contours().size([columns, rows]).thresholds(thresholds)(values).map(({ value: threshold, coordinates }) => ({
    threshold, polygons: coordinates.map((polygon) => polygon.map((ring) => ring.slice(0, -1).map(back))),
  }));
}

export function growWoods(): Landuse[] {
  const value = (p: Point): number => hilliness(p) * 1.25 + grove(p[0], p[1]) * 0.42;
  return (areasAbove(value, [0.42], cellMetres)[0]?.polygons ?? [])
    .filter(([outer]) => outer && Math.abs(areaOf(outer)) > 25_000)
    .map((rings) => ({ kind: 'wood', rings }));
}

/** Lines of equal height, 40 m apart. */
export function contourLines(): { height: number; ring: Ring }[] {
  const heights = Array.from({ length: 10 }, (_, i) => 60 + i * 40);
  return areasAbove(groundFormula, heights, 90).flatMap(({ threshold, polygons }) => polygons.flat().filter((ring) => ring.length > 10).map((ring) => ({ height: threshold, ring })));
}

const useOfBlock = { towers: 'residential', slabs: 'residential', old: 'residential', shops: 'commercial', offices: 'commercial', market: 'commercial', school: 'civic', public: 'civic', green: 'park', works: 'industrial', yard: 'residential' } as const;
const cropBelt = noiseField('crops', 3800);

export function coverGround(parcels: readonly Block[], blocks: readonly UsedBlock[], villages: readonly Village[], random: Random): Landuse[] {
  const fields = parcels.flatMap(({ ring }): Landuse[] => {
    const [x, y] = innerPointOf(ring, 5);
    if (hilliness([x, y]) > 0.5) return [];
    const wet = cropBelt(x, y) + random.between(-0.5, 0.5);
    return [{ kind: wet > 0.15 ? 'paddy' : hilliness([x, y]) > 0.12 && random.chance(0.5) ? 'orchard' : 'field', rings: [ring] }];
  });
  const built = blocks.map(({ ring, use }): Landuse => ({ kind: useOfBlock[use], rings: [ring] }));
  const hamlets = villages.map((village): Landuse => ({ kind: 'village', rings: [blob(village.at, 165, 1.25, random.between(0, 3))] }));
  return [...fields, ...built, ...hamlets];
}

export function gatherWaters(villages: readonly Village[], random: Random): WaterArea[] {
  const ponds = villages.flatMap((village): WaterArea[] => {
    if (hilliness(village.at) > 0.5) return [];
    return Array.from({ length: random.integer(0, 3) }, () => {
      const a = random.between(0, 6.28);
      const r = random.between(240, 520);
      return { name: '', nameEn: '', kind: 'pond' as const, ring: blob([village.at[0] + r * Math.cos(a), village.at[1] + r * Math.sin(a)], random.between(22, 60), random.between(1, 1.5), random.between(0, 3)) };
    });
  });
  return [...riverAreas, ...lakes, ...ponds];
}
