import type { Grid } from '../district-rows.ts';
import type { GridFace } from './grow-grids.ts';
import type { Partition } from './partition.ts';
import { distance, type Point } from './plane.ts';
import type { Random } from './random.ts';
import { areaOf } from './ring.ts';
import { seats, town, townAxes } from './skeleton.ts';

type Purpose = NonNullable<Grid['purpose']>;
/** What a grid of its own is called after. */
export const purposeNames: Record<Purpose, [string, string]> = {
  park: ['公园', 'Park'],
  market: ['市场', 'Market'],
  institution: ['机关', 'Institution'],
  tower: ['商务楼宇', 'Business Towers'],
};

/** Thirty grids of a kind of their own: twenty spread over the town, one market in each market town. */
export function chooseDedicated(
  grids: readonly GridFace[],
  centres: readonly Point[],
  partition: Partition,
  random: Random,
): Map<number, Purpose> {
  const chosen = new Map<number, Purpose>();
  const wishes: [Purpose, number, (i: number) => number][] = [
    ['tower', 4, (i) => -distance(townAxes(centres[i] as Point), [1700, 300])],
    ['park', 5, (i) => areaOf(partition.ringOf((grids[i] as GridFace).face)) / 100],
    ['institution', 7, () => random.between(0, 1000)],
    ['market', 4, (i) => -distance(centres[i] as Point, town.centre) + random.between(0, 900)],
  ];
  for (const [purpose, count, score] of wishes) {
    const ranked = [...grids.keys()]
      .filter((i) => grids[i]?.setting.kind === 'town')
      .map((i) => [i, score(i)] as const)
      .sort((a, b) => b[1] - a[1]);
    let left = count;
    for (const [i] of ranked) {
      const apart = purpose === 'tower' ? 150 : 420;
      if (
        left === 0 ||
        [...chosen.keys()].some((j) => distance(centres[j] as Point, centres[i] as Point) < apart)
      )
        continue;
      chosen.set(i, purpose);
      left--;
    }
  }
  seats.forEach((seat, s) => {
    const own = [...grids.keys()].filter((i) => {
      const { setting } = grids[i] as GridFace;
      return setting.kind === 'seat' && setting.seat === s;
    });
    chosen.set(
      own.reduce((a, b) =>
        distance(centres[b] as Point, seat.at) < distance(centres[a] as Point, seat.at) ? b : a,
      ),
      'market',
    );
  });
  return chosen;
}
