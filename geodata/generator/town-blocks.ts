import type { Cut, GridFace } from './grow-grids.ts';
import { streetAngles } from './grow-grids.ts';
import { noiseField } from './noise.ts';
import type { Partition } from './partition.ts';
import { distance, type Line, type Point, type Ring } from './plane.ts';
import type { Random } from './random.ts';
import { areaOf, boxOf, distanceToSegment, innerPointOf } from './ring.ts';
import { townAxes } from './skeleton.ts';
import { halvesOf, splitRing } from './split-ring.ts';
import { hilliness } from './terrain.ts';

/** Below the grids: the lanes of the town, and the parcels of the fields. */
export interface Block {
  ring: Ring;
  grid: number;
}
export interface Subdivision {
  blocks: Block[];
  lanes: { line: Line; grid: number; big: boolean }[];
}

const newQuarter = noiseField('new-quarter', 1500);
export type Quarter = 'towers' | 'slabs' | 'old';
/** What was built where: the old town by the river, new towers on the east bank and in the north. */
export function quarterOf(p: Point): Quarter {
  const [u, v] = townAxes(p);
  if (Math.hypot(u - 350, v + 150) < 620) return 'old';
  return u > 1_350 || v > 1_500 || newQuarter(p[0], p[1]) > 0.42 ? 'towers' : 'slabs';
}

/** Corners of lanes on a grid's border attract the lanes of the neighbour, so that they meet in a crossing. */
function createCorners(): { add(p: Point): void; into(ring: Ring): Ring } {
  const corners: Point[] = [];
  return {
    add: (p) => void corners.push(p),
    into(ring) {
      const box = boxOf(ring);
      const near = corners.filter(
        ([x, y]) => x > box.minX - 1 && x < box.maxX + 1 && y > box.minY - 1 && y < box.maxY + 1,
      );
      return ring.flatMap((a, i) => {
        const b = ring[(i + 1) % ring.length] as Point;
        const on = near.filter(
          (p) => distance(p, a) > 6 && distance(p, b) > 6 && distanceToSegment(p, a, b) < 0.8,
        );
        return [a, ...on.sort((p, q) => distance(a, p) - distance(a, q))];
      });
    },
  };
}

export function subdivideTown(
  partition: Partition,
  grids: readonly (GridFace & { open: boolean })[],
  random: Random,
): Subdivision {
  const result: Subdivision = { blocks: [], lanes: [] };
  const corners = createCorners();
  grids.forEach(({ face, setting, open }, grid) => {
    if (setting.kind === 'rural') return;
    const whole = partition.ringOf(face);
    const quarter = setting.kind === 'town' ? quarterOf(innerPointOf(whole, 8)) : 'slabs';
    const target =
      { towers: 30_000, slabs: 17_000, old: 8_500 }[quarter] * (setting.kind === 'seat' ? 1.35 : 1);
    const divide = (ring: Ring): void => {
      const area = areaOf(ring);
      const split =
        open || area < target * 1.25
          ? undefined
          : splitRing(
              ring,
              {
                share: random.between(0.42, 0.5),
                angles: streetAngles(ring, setting, random),
                snapMetres: 15,
                stepMetres: 30,
                tries: 10,
                bend: (_, length) => (quarter === 'old' ? random.between(-0.035, 0.035) * length : 0),
              },
              random,
            );
      if (!split) {
        result.blocks.push({ ring, grid });
        return;
      }
      corners.add(split.from.at);
      corners.add(split.to.at);
      result.lanes.push({ line: [split.from.at, ...split.inner, split.to.at], grid, big: area > target * 3 });
      halvesOf(ring, split).forEach(divide);
    };
    divide(corners.into(whole));
  });
  return result;
}

/** Field parcels; deep in the hills there are none. */
export function subdivideFields(partition: Partition, grids: readonly GridFace[], random: Random): Block[] {
  const parcels: Block[] = [];
  const divide = (ring: Ring, grid: number, angles: readonly number[]): void => {
    const area = areaOf(ring);
    if (hilliness(innerPointOf(ring, 5)) > 0.62 && area < 900_000) return;
    const split =
      area < 95_000 + random.between(0, 90_000)
        ? undefined
        : splitRing(
            ring,
            {
              share: random.between(0.4, 0.5),
              angles,
              snapMetres: 40,
              stepMetres: 60,
              tries: 7,
              bend: () => 0,
            },
            random,
            0.2,
          );
    if (split) for (const half of halvesOf(ring, split)) divide(half, grid, angles);
    else parcels.push({ ring, grid });
  };
  grids.forEach(({ face, setting }, grid) => {
    if (setting.kind !== 'rural') return;
    const ring = partition.ringOf(face);
    const angles = streetAngles(ring, setting, random).filter((_, i) => i % 2 === 0);
    divide(ring, grid, angles);
  });
  return parcels;
}

/** Lines that cut the blocks become streets; the more grids they part, the grander. */
export const classOfCut = ({
  setting,
  grids,
  line,
}: Cut): 'secondary' | 'tertiary' | 'residential' | 'track' => {
  if (setting.kind === 'rural') return 'track';
  if (setting.kind === 'seat') return grids >= 3 ? 'tertiary' : 'residential';
  return grids >= 6 && line.length > 3 ? 'secondary' : grids >= 3 ? 'tertiary' : 'residential';
};
