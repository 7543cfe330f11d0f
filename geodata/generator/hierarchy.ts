import type { Area, Grid } from '../district-rows.ts';
import { cluster, readingOrder } from './communities.ts';
import { chooseDedicated, purposeNames } from './dedicated-grids.ts';
import type { GridFace, Setting } from './grow-grids.ts';
import { chineseNumber, createNamer, type Named } from './names.ts';
import type { Partition } from './partition.ts';
import { distance, type Point } from './plane.ts';
import type { Random } from './random.ts';
import { innerPointOf } from './ring.ts';
import { seats, townAxes } from './skeleton.ts';
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
