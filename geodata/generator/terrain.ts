import type { Terrain } from '../district-rows.ts';
import { fractalField } from './noise.ts';
import { clamp, county, distance, type Point, smoothstep, toLngLat, toPlane } from './plane.ts';
import { createSegmentIndex } from './segment-index.ts';
import { rivers } from './skeleton.ts';

/** The ground: hills in the west and north-west, a few lone hills, a plain that falls gently along the river. */

const edge = fractalField('hill-edge', 7000, 4);
const relief = fractalField('relief', 3600, 5);
const swell = fractalField('swell', 5200, 3);

const loneHills: { at: Point; radius: number; height: number }[] = [
  { at: [27_600, 25_600], radius: 2700, height: 150 },
  { at: [14_450, 16_950], radius: 430, height: 46 },
  { at: [30_400, 7_900], radius: 1500, height: 84 },
];

/** 0 on the plain, 1 deep in the hills. */
export function hilliness([x, y]: Point): number {
  const west = smoothstep(0, 1, (10_600 - x + 0.28 * (y - 15_000) + 2_600 * edge(x, y)) / 5_200);
  const lone = loneHills.map(({ at, radius }) =>
    smoothstep(radius, radius * 0.25, distance([x, y], at) * (1 + 0.25 * relief(x, y))),
  );
  return clamp(Math.max(west, ...lone), 0, 1);
}

const beds = createSegmentIndex<number>(400);
for (const [i, river] of rivers.entries()) beds.add(river.line, i);

const plainHeight = (p: Point): number =>
  27 + 9 * clamp(p[1] / county.heightMetres, -0.2, 1.2) + 2.4 * swell(p[0], p[1]);

/** Metres above sea level from the formulas; the district itself knows only the grid made of them. */
export function groundFormula(p: Point): number {
  const hills = hilliness(p);
  const ridge = 1 - Math.abs(relief(p[0], p[1]));
  const lone = Math.max(
    0,
    ...loneHills.map(
      ({ at, radius, height }) =>
        height * smoothstep(radius, radius * 0.2, distance(p, at) * (1 + 0.3 * relief(p[0], p[1]))),
    ),
  );
  const west = smoothstep(11_500, 3_000, p[0]);
  const height =
    plainHeight(p) +
    hills ** 1.4 * (22 + (70 + 260 * west) * ridge ** 2) * (west > 0 ? 1 : 0.1) +
    lone * (0.7 + 0.3 * ridge);
  const river = beds.nearest(p, 1100);
  if (!river) return height;
  const bed = plainHeight(p) - (river.tag === 0 ? 5 : 3) + hills * 18;
  const floor = (rivers[river.tag]?.main ? 110 : 25) + hills * 40;
  return Math.min(
    height,
    bed + (height - bed) * smoothstep(floor * 0.6, floor * 1.5 + 120 + hills * 900, river.distance),
  );
}

const cellMetres = 60;
export function createTerrain(): Terrain {
  const { widthMetres, heightMetres, marginMetres } = county;
  const columns = Math.round((widthMetres + 2 * marginMetres) / cellMetres) + 1;
  const rows = Math.round((heightMetres + 2 * marginMetres) / cellMetres) + 1;
  const [west, north] = toLngLat([-marginMetres, heightMetres + marginMetres]);
  const [east, south] = toLngLat([
    -marginMetres + (columns - 1) * cellMetres,
    heightMetres + marginMetres - (rows - 1) * cellMetres,
  ]);
  const [stepLng, stepLat] = [(east - west) / (columns - 1), (north - south) / (rows - 1)];
  const decimetres = new Int16Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      decimetres[row * columns + column] = Math.round(
        groundFormula(toPlane([west + column * stepLng, north - row * stepLat])) * 10,
      );
  return { west, north, stepLng, stepLat, columns, rows, decimetres };
}

/** Height at a place of the plane from the terrain grid, between its four nearest cells. */
export function groundAt(terrain: Terrain): (p: Point) => number {
  return (p) => {
    const [lng, lat] = toLngLat(p);
    const x = clamp((lng - terrain.west) / terrain.stepLng, 0, terrain.columns - 1.001);
    const y = clamp((terrain.north - lat) / terrain.stepLat, 0, terrain.rows - 1.001);
    const [i, j] = [Math.floor(x), Math.floor(y)];
    const h = (c: number, r: number): number => (terrain.decimetres[r * terrain.columns + c] ?? 0) / 10;
    const [u, v] = [x - i, y - j];
    return (
      (h(i, j) * (1 - u) + h(i + 1, j) * u) * (1 - v) + (h(i, j + 1) * (1 - u) + h(i + 1, j + 1) * u) * v
    );
  };
}
