import type { EventType, PastCase } from '../district-rows.ts';
import type { Draft } from './building-site.ts';
import type { GridRow } from './hierarchy.ts';
import type { Ring } from './plane.ts';
import { type Point, toLngLat } from './plane.ts';
import type { Random } from './random.ts';
import { contains } from './ring.ts';
import type { Road } from './roads.ts';
import type { SegmentIndex } from './segment-index.ts';

/** A year of cases that are done with: where people live, when they are awake, as each season has it. */
export const historyLength = 12_000;
const dayMinutes = 1_440;

/** How common each kind is; what isn't named here counts 1. */
const commonness: Record<string, number> = {
  '01.01': 9,
  '01.02': 4,
  '01.03': 4,
  '01.07': 1.5,
  '01.08': 3,
  '01.10': 5,
  '02.01': 5,
  '03.01': 2,
  '04.01': 7,
  '04.02': 4,
  '04.03': 8,
  '04.04': 6,
  '05.01': 2,
  '05.03': 0.7,
  '05.05': 0.4,
  '05.08': 2,
  '05.09': 0.2,
  '05.02': 0.3,
  '06.01': 6,
  '06.03': 3,
  '06.04': 3,
  '06.09': 2,
  '06.10': 4,
  '11.01': 2,
  '11.02': 3,
  '12.01': 3,
  'ai.fire-lane': 3.2,
  'ai.straw-burning': 1,
  'ai.high-rise-throwing': 1.1,
  // known by now, but not in that year
  '01.11': 0,
  '01.12': 0,
  '02.05': 0,
  '03.06': 0,
  '04.08': 0,
  '04.09': 0,
  '05.10': 0,
  '05.11': 0,
  '06.15': 0,
  '06.16': 0,
  '11.06': 0,
  '13.03': 0,
};
const ruralOnly = new Set(['ai.straw-burning', '06.11', '06.12', '06.13']);
const townOnly = new Set([
  'ai.fire-lane',
  'ai.high-rise-throwing',
  '04.01',
  '04.02',
  '04.04',
  '02.02',
  '02.03',
  '03.01',
  '03.02',
  '06.07',
  '12.02',
  '12.05',
  '01.06',
]);
/** Share of a day's reports in each hour of it. */
const hours = [1, 0.6, 0.4, 0.3, 0.4, 1, 2.5, 5, 8, 10, 9.5, 7, 5, 5.5, 7.5, 9, 8.5, 7, 5, 4, 3.5, 3, 2, 1.4];

/** Two burning seasons and one of rain, by how many days ago. */
function season(code: string, daysAgo: number): number {
  const wave = (centre: number, width: number): number => Math.exp(-(((daysAgo - centre) / width) ** 2));
  if (code === 'ai.straw-burning') return 0.15 + 4 * wave(38, 14) + 3 * wave(168, 12);
  if (code === '05.01') return 0.3 + 2.5 * wave(130, 35);
  if (code === '05.06') return 0.5 + 2 * wave(120, 25);
  return 1 + 0.18 * Math.sin((daysAgo / 365) * 2 * Math.PI + 0.6);
}

/** Minutes a department has; working time is stretched to the calendar roughly as weeks go. */
function limitMinutes(type: EventType): number {
  const value = type.limitValue ?? 5;
  const unit = {
    'urgent-hours': 60,
    'working-hours': 150,
    'working-days': 1.4 * dayMinutes,
    'calendar-days': dayMinutes,
  }[type.limitUnit ?? 'working-days'];
  return Math.round(value * unit);
}

interface Ground {
  grids: readonly GridRow[];
  ringOf: (grid: number) => Ring;
  households: ReadonlyMap<number, number>;
  drafts: readonly Draft[];
  streets: SegmentIndex<Road>;
}

export function recallYear(
  types: readonly EventType[],
  { grids, ringOf, households, drafts, streets }: Ground,
  random: Random,
): PastCase[] {
  const leaves = types.filter((type) => type.parentCode !== null);
  const byGrid = new Map<number, Draft[]>();
  for (const draft of drafts) byGrid.set(draft.grid, [...(byGrid.get(draft.grid) ?? []), draft]);
  const isTown = (g: number): boolean => grids[g]?.kind !== 'rural';
  const weights = grids.map(
    (grid, g) =>
      [
        g,
        (households.get(g) ?? 150) * (isTown(g) ? 1 : 0.75) * (grid.kind === 'dedicated' ? 1.6 : 1),
      ] as const,
  );
  const townGrids = weights.filter(([g]) => isTown(g));
  const ruralGrids = weights.filter(([g]) => !isTown(g));
  const somewhere = (g: number): Point => {
    const ring = ringOf(g);
    const homes = byGrid.get(g) ?? [];
    for (let n = 0; n < 12 && homes.length > 0; n++) {
      const [x, y] = random.pick(homes).footprint.centre;
      const p: Point = [x + random.between(-28, 28), y + random.between(-28, 28)];
      if (contains(ring, p)) return p;
    }
    return grids[g]?.centre as Point;
  };
  return Array.from({ length: historyLength }, (): PastCase => {
    const day = random.integer(0, 364);
    const type = random.weighted(
      leaves.map((leaf) => [leaf, (commonness[leaf.code] ?? 1) * season(leaf.code, day)] as const),
    );
    const [g] = random.weighted(
      (ruralOnly.has(type.code) ? ruralGrids : townOnly.has(type.code) ? townGrids : weights).map(
        (entry) => [entry, entry[1]] as const,
      ),
    );
    const at = somewhere(g);
    const source: PastCase['source'] = type.code.startsWith('ai.')
      ? 'ai'
      : random.weighted([
          ['staff', 52],
          ['resident', 21],
          ['hotline', 17],
          ['delegate', 2],
          ['sensor', 3],
          ['drone', 3],
        ] as const);
    const hour =
      source === 'ai' && random.chance(0.4)
        ? random.integer(0, 23)
        : random.weighted(hours.map((w, h) => [h, w] as const));
    const opened =
      -day * dayMinutes + hour * 60 + random.integer(0, 59) - (random.chance(0.5) ? 0 : dayMinutes);
    const accepted = opened + random.integer(1, source === 'ai' ? 6 : 22);
    const dispatched = accepted + random.integer(1, 14);
    const limit = limitMinutes(type);
    const overdue = random.chance(limit <= 120 ? 0.11 : 0.065);
    const feedback =
      dispatched +
      Math.max(
        6,
        Math.round(
          limit *
            (overdue ? random.between(1.03, 1.9) : random.between(0.12, 0.45) + random.between(0, 0.45)),
        ),
      );
    const street = streets.nearest(
      at,
      260,
      (road) => road.class !== 'track' && road.class !== 'rail' && road.class !== 'motorway',
    )?.tag.name;
    const ratedBy = source === 'resident' || source === 'hotline' ? 0.72 : source === 'staff' ? 0.2 : 0;
    return {
      source,
      typeCode: type.code,
      departmentCode: type.departmentCode ?? 'D32',
      gridCode: (grids[g] as GridRow).code,
      location: toLngLat(at),
      text: `${street ?? (grids[g] as GridRow).name}附近：${type.name}`,
      openedMinute: opened,
      acceptedMinute: accepted,
      dispatchedMinute: dispatched,
      feedbackMinute: feedback,
      closedMinute: feedback + random.integer(3, 70),
      dueMinute: dispatched + limit,
      overdue,
      rating: random.chance(ratedBy)
        ? random.weighted(
            overdue
              ? ([
                  [5, 2],
                  [4, 3],
                  [3, 3],
                  [2, 2],
                  [1, 1],
                ] as const)
              : ([
                  [5, 14],
                  [4, 6],
                  [3, 1.6],
                  [2, 0.5],
                  [1, 0.3],
                ] as const),
          )
        : null,
    };
  }).sort((a, b) => a.openedMinute - b.openedMinute);
}
