import type { Area, Grid } from '../district-rows.ts';
import type { GridFace, Setting } from './grow-grids.ts';
import { chineseNumber, createNamer, type Named } from './names.ts';
import type { Partition } from './partition.ts';
import { distance, type Point } from './plane.ts';
import type { Random } from './random.ts';
import { areaOf, innerPointOf } from './ring.ts';
import { seats, town, townAxes } from './skeleton.ts';
import { crossings } from './waters.ts';

/** Who belongs to whom: grids → communities and villages → townships and streets → the county. */
export const baseCode = '990101';
export const countyName: Named = { name: '鹰栖县', nameEn: 'Yingqi County' };

const streetSeats: [string, string, Point][] = [
  ['鹰台', 'Yingtai', [-1700, 1000]],
  ['文澜', 'Wenlan', [150, 1150]],
  ['中栖', 'Zhongqi', [-150, -500]],
  ['学府', 'Xuefu', [-1750, -1150]],
  ['东屏', 'Dongping', [2200, 0]],
];
const seatNames = [
  'Luming',
  'Qinglu',
  'Yantang',
  'Fengcha',
  'Wangqi',
  'Yunlong',
  'Liwu',
  'Shuangling',
  'Zhuyin',
  'Yanlong',
];
const townships = [
  ...streetSeats.map(([name, en], i) => ({
    segment: 1 + i,
    kind: 'street' as const,
    name: `${name}街道`,
    nameEn: `${en} Subdistrict`,
  })),
  ...seats.map((seat, i) =>
    i < 7
      ? { segment: 100 + i, kind: 'town' as const, name: `${seat.key}镇`, nameEn: `${seatNames[i]} Town` }
      : {
          segment: 200 + i - 7,
          kind: 'rural-township' as const,
          name: `${seat.key}乡`,
          nameEn: `${seatNames[i]} Township`,
        },
  ),
];

export type AreaRow = Omit<Area, 'geometry'>;
export type GridRow = Omit<Grid, 'geometry' | 'households'> & {
  face: number;
  setting: Setting;
  centre: Point;
};
export interface Hierarchy {
  areas: AreaRow[];
  grids: GridRow[];
  neighbours: number[][];
}

/** Cost of the way between neighbouring grids: a river without a bridge keeps people apart. */
function wayCost(a: Point, b: Point): number {
  const rivers = crossings(a, b);
  return distance(a, b) * (1 + 2.5 * rivers.main + 0.6 * rivers.other);
}

function assignTownships(
  grids: readonly GridFace[],
  centres: readonly Point[],
  neighbours: readonly number[][],
  blockCentres: Map<number, Point>,
): number[] {
  const owner = new Array<number>(grids.length).fill(-1);
  const cost = new Array<number>(grids.length).fill(Number.POSITIVE_INFINITY);
  grids.forEach(({ setting, block }, i) => {
    if (setting.kind === 'rural') return;
    cost[i] = setting.kind === 'town' ? 2_300 : 0;
    const at = townAxes(blockCentres.get(block) as Point);
    owner[i] =
      setting.kind === 'seat'
        ? 5 + setting.seat
        : streetSeats.reduce(
            (best, [, , seat], k) =>
              distance(at, seat) < distance(at, (streetSeats[best] as (typeof streetSeats)[number])[2])
                ? k
                : best,
            0,
          );
  });
  const open = new Set(grids.keys());
  while (open.size > 0) {
    let next = -1;
    for (const i of open) if (next < 0 || (cost[i] as number) < (cost[next] as number)) next = i;
    open.delete(next);
    for (const j of neighbours[next] as number[]) {
      const through = (cost[next] as number) + wayCost(centres[next] as Point, centres[j] as Point);
      if (grids[j]?.setting.kind !== 'rural' || through >= (cost[j] as number)) continue;
      cost[j] = through;
      owner[j] = owner[next] as number;
    }
  }
  return owner;
}

/** Splits connected grids into about `size`-strong communities, each in one piece. */
function cluster(
  members: readonly number[],
  centres: readonly Point[],
  neighbours: readonly number[][],
  size: number,
): number[][] {
  const left = new Set(members);
  const pieces: number[][] = [];
  while (left.size > 0) {
    const piece: number[] = [];
    const queue = [left.values().next().value as number];
    left.delete(queue[0] as number);
    for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
      piece.push(i);
      for (const j of neighbours[i] as number[]) if (left.delete(j)) queue.push(j);
    }
    pieces.push(piece);
  }
  return pieces.flatMap((piece) => {
    const count = Math.max(1, Math.round(piece.length / size));
    const at = (i: number): Point => centres[i] as Point;
    const seeds = [piece.reduce((a, b) => (at(b)[0] < at(a)[0] ? b : a))];
    const away = (i: number): number => Math.min(...seeds.map((s) => distance(at(s), at(i))));
    while (seeds.length < count) seeds.push(piece.reduce((a, b) => (away(b) > away(a) ? b : a)));
    const groups = seeds.map((seed) => [seed]);
    const free = new Set(piece.filter((i) => !seeds.includes(i)));
    while (free.size > 0) {
      const reach = groups.map((group) =>
        [...free].filter((i) => (neighbours[i] as number[]).some((j) => group.includes(j))),
      );
      const turn = groups
        .map((_, g) => g)
        .filter((g) => (reach[g] as number[]).length > 0)
        .sort((a, b) => (groups[a] as number[]).length - (groups[b] as number[]).length)[0];
      if (turn === undefined) throw new Error('a community fell apart');
      const home = at(seeds[turn] as number);
      const best = (reach[turn] as number[]).reduce((a, b) =>
        distance(at(b), home) < distance(at(a), home) ? b : a,
      );
      (groups[turn] as number[]).push(best);
      free.delete(best);
    }
    return groups;
  });
}

/** Reading order of a map: rows from north to south, each from west to east. */
export function readingOrder(indices: readonly number[], centres: readonly Point[]): number[] {
  const ys = indices.map((i) => (centres[i] as Point)[1]);
  const rows = Math.max(1, Math.round(Math.sqrt(indices.length)));
  const [top, bottom] = [Math.max(...ys), Math.min(...ys)];
  const row = (i: number): number =>
    Math.min(rows - 1, Math.floor(((top - (centres[i] as Point)[1]) / (top - bottom || 1)) * rows));
  return [...indices].sort((a, b) => row(a) - row(b) || (centres[a] as Point)[0] - (centres[b] as Point)[0]);
}

type Purpose = NonNullable<Grid['purpose']>;
const purposeNames: Record<Purpose, [string, string]> = {
  park: ['公园', 'Park'],
  market: ['市场', 'Market'],
  institution: ['机关', 'Institution'],
  tower: ['商务楼宇', 'Business Towers'],
};

/** Thirty grids of a kind of their own: twenty spread over the town, one market in each market town. */
function chooseDedicated(
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

export function buildHierarchy(partition: Partition, faces: readonly GridFace[], random: Random): Hierarchy {
  const centres = faces.map(({ face }) => innerPointOf(partition.ringOf(face), 10));
  const indexOf = new Map(faces.map(({ face }, i) => [face, i]));
  const neighbours = faces.map(({ face }) =>
    [...partition.neighbours(face)]
      .filter(([, metres]) => metres > 20)
      .map(([id]) => indexOf.get(id) as number),
  );
  const blockCentres = new Map(
    faces.map(({ block }) => {
      const own = faces.flatMap((f, i) => (f.block === block ? [centres[i] as Point] : []));
      return [
        block,
        [
          own.reduce((s, p) => s + p[0], 0) / own.length,
          own.reduce((s, p) => s + p[1], 0) / own.length,
        ] as Point,
      ];
    }),
  );
  const owner = assignTownships(faces, centres, neighbours, blockCentres);
  const dedicated = chooseDedicated(faces, centres, partition, random);
  const namer = createNamer(random, [...seats.map((s) => s.key), ...streetSeats.map(([name]) => name)]);

  const county = `${baseCode}000000`;
  const areas: AreaRow[] = [
    { code: county, level: 'county', kind: 'county', parentCode: null, ...countyName },
  ];
  const communities: AreaRow[] = [];
  const grids = new Array<GridRow>(faces.length);
  townships.forEach(({ segment, kind, name, nameEn }, t) => {
    const prefix = `${baseCode}${String(segment).padStart(3, '0')}`;
    areas.push({ code: `${prefix}000`, level: 'township', kind, parentCode: county, name, nameEn });
    const own = [...faces.keys()].filter((i) => owner[i] === t);
    const isRural = (i: number): boolean => faces[i]?.setting.kind === 'rural';
    for (const [rural, size] of [
      [false, 6],
      [true, 3.6],
    ] as const) {
      const clusters = cluster(
        own.filter((i) => isRural(i) === rural),
        centres,
        neighbours,
        size,
      );
      const middles = clusters.map(
        (c): Point => [
          c.reduce((s, i) => s + (centres[i] as Point)[0], 0) / c.length,
          c.reduce((s, i) => s + (centres[i] as Point)[1], 0) / c.length,
        ],
      );
      readingOrder([...clusters.keys()], middles).forEach((c, n) => {
        const code = `${prefix}${String((rural ? 201 : 1) + n).padStart(3, '0')}`;
        const short = rural ? namer.village() : namer.town();
        const [suffix, suffixEn] = rural ? ['村', 'Village'] : ['社区', 'Community'];
        communities.push({
          code,
          level: 'community',
          kind: rural ? 'village' : 'community',
          parentCode: `${prefix}000`,
          name: short.name + suffix,
          nameEn: `${short.nameEn} ${suffixEn}`,
        });
        readingOrder(clusters[c] as number[], centres).forEach((i, k) => {
          const purpose = dedicated.get(i) ?? null;
          const face = faces[i] as GridFace;
          grids[i] = {
            code: `${code}${String(k + 1).padStart(3, '0')}`,
            communityCode: code,
            purpose,
            kind: purpose ? 'dedicated' : rural ? 'rural' : 'urban',
            name: purpose
              ? `${short.name}${purposeNames[purpose][0]}专属网格`
              : `${short.name}${suffix}第${chineseNumber(k + 1)}网格`,
            nameEn: purpose
              ? `${short.nameEn} ${purposeNames[purpose][1]} Grid`
              : `${short.nameEn} ${suffixEn} Grid ${k + 1}`,
            face: face.face,
            setting: face.setting,
            centre: centres[i] as Point,
          };
        });
      });
    }
  });
  return { areas: [...areas, ...communities], grids, neighbours };
}
