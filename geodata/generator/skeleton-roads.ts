import { fractalField, noiseField } from './noise.ts';
import type { Line, Point } from './plane.ts';
import { displace, resample, smooth } from './polyline.ts';
import { contains } from './ring.ts';
import {
  mainRiver,
  type RoadClass,
  ringRoad,
  type Seat,
  type SkeletonRoad,
  seats,
  townPoint,
} from './skeleton.ts';

/** The hand-laid roads: the town's main streets, the highways to the market towns and beyond. */

const wander = fractalField('wander', 2600, 4);
/** A curve through the control points that wanders like something built over centuries; its ends stay put. */
const course = (control: readonly Point[], sway: number, step = 70): Line =>
  displace(smooth(control, step), (p, t) => wander(p[0], p[1]) * sway * Math.min(1, 8 * t, 8 * (1 - t)));

const seat = (key: string): Point => (seats.find((s) => s.key === key) as Seat).at;

const warp = [noiseField('warp-u', 2400), noiseField('warp-v', 2400)] as const;
/** A street of the town in its own axes, bent by the same warp as its neighbours so that they never touch. */
const street = (from: Point, to: Point): Line =>
  resample([from, to], 60).map(([u, v]) => townPoint(u + 95 * warp[0](u, v), v + 95 * warp[1](u, v)));

const northSouth: [number, string, string, number, number][] = [
  [-2400, '栖霞西路', 'Qixia West Road', -2050, 2050],
  [-1680, '砚山路', 'Yanshan Road', -3000, 3000],
  [-940, '鹰台路', 'Yingtai Road', -3000, 3000],
  [-200, '中正街', 'Zhongzheng Street', -3000, 3000],
  [560, '临澜路', 'Linlan Road', -3000, 3000],
  [1960, '望江大道', 'Wangjiang Avenue', -3000, 3000],
  [2560, '东屏路', 'Dongping Road', -1650, 1650],
];
const eastWest: [number, string, string, number, number][] = [
  [-1900, '南屏路', 'Nanping Road', -2500, 1020],
  [-1270, '栖南路', 'Qinan Road', -3600, 3600],
  [-520, '学府街', 'Xuefu Street', -3600, 1120],
  [190, '鹰翔大道', 'Yingxiang Avenue', -3600, 3600],
  [930, '文澜路', 'Wenlan Road', -3600, 1280],
  [1660, '北苑路', 'Beiyuan Road', -3600, 3600],
];
const insideRing = (line: Line): Line =>
  line.filter(
    (p, i) =>
      contains(ringRoad, p) || contains(ringRoad, line[i + 1] ?? p) || contains(ringRoad, line[i - 1] ?? p),
  );

export const arterials: SkeletonRoad[] = [
  ...northSouth.map(
    ([u, name, nameEn, v0, v1], i): SkeletonRoad => ({
      name,
      nameEn,
      class: i === 3 || i === 5 ? 'primary' : 'secondary',
      line: insideRing(street([u, v0], [u, v1])),
    }),
  ),
  ...eastWest.map(
    ([v, name, nameEn, u0, u1], i): SkeletonRoad => ({
      name,
      nameEn,
      class: i === 3 ? 'primary' : 'secondary',
      line: insideRing(street([u0, v], [u1, v])),
    }),
  ),
];
/** Where a town street meets the ring, so that a highway can carry on from it. */
const gate = (name: string, end: 'first' | 'last'): Point => {
  const line = (arterials.find((road) => road.name === name) as SkeletonRoad).line;
  return line.at(end === 'first' ? 0 : -1) as Point;
};

const highway = (
  name: string,
  nameEn: string,
  cls: RoadClass,
  control: Point[],
  ref?: string,
): SkeletonRoad => ({
  name,
  nameEn,
  class: cls,
  line: course(control, cls === 'trunk' ? 150 : 210),
  ...(ref ? { ref } : {}),
});

export const highways: SkeletonRoad[] = [
  highway(
    '鹰北公路',
    'Yingbei Highway',
    'trunk',
    [gate('中正街', 'last'), [15_700, 19_700], seat('梨坞'), [13_500, 27_500], [14_700, 35_000]],
    'G917',
  ),
  highway(
    '鹰南公路',
    'Yingnan Highway',
    'trunk',
    [gate('中正街', 'first'), [16_900, 10_200], seat('枫岔'), [19_000, 3_000], [20_300, -5_000]],
    'G917',
  ),
  highway(
    '云栖公路',
    'Yunqi Highway',
    'primary',
    [
      gate('鹰翔大道', 'first'),
      [11_800, 15_200],
      seat('云垄'),
      seat('竹隐'),
      [1_500, 14_600],
      [-4_500, 15_600],
    ],
    'S406',
  ),
  highway(
    '青芦公路',
    'Qinglu Highway',
    'primary',
    [gate('鹰翔大道', 'last'), [22_300, 14_900], seat('青芦'), [32_000, 13_500], [39_500, 12_000]],
    'S406',
  ),
  highway(
    '鹭鸣公路',
    'Luming Highway',
    'primary',
    [gate('北苑路', 'last'), [22_000, 18_500], seat('鹭鸣'), [30_800, 21_600], [39_500, 22_800]],
    'S431',
  ),
  highway(
    '砚塘公路',
    'Yantang Highway',
    'primary',
    [gate('栖南路', 'last'), [21_300, 10_600], seat('砚塘'), [28_000, 4_000], [33_000, -5_000]],
    'S418',
  ),
  highway(
    '望栖公路',
    'Wangqi Highway',
    'primary',
    [gate('栖南路', 'first'), [11_900, 10_400], seat('望栖'), [6_600, 2_600], [4_000, -5_000]],
    'S418',
  ),
  highway(
    '霜岭公路',
    'Shuangling Highway',
    'secondary',
    [seat('梨坞'), [9_400, 23_100], seat('霜岭'), [2_600, 25_900], [-4_500, 27_200]],
    'X103',
  ),
  highway(
    '燕梨公路',
    'Yanli Highway',
    'secondary',
    [seat('梨坞'), [17_200, 25_100], seat('燕垄'), [24_600, 22_800], seat('鹭鸣')],
    'X105',
  ),
  highway(
    '燕北公路',
    'Yanbei Highway',
    'secondary',
    [seat('燕垄'), [23_600, 30_200], [24_300, 35_000]],
    'X105',
  ),
  highway(
    '芦塘公路',
    'Lutang Highway',
    'secondary',
    [seat('鹭鸣'), [26_900, 16_600], seat('青芦'), [26_300, 10_500], seat('砚塘')],
    'X108',
  ),
  highway(
    '枫望公路',
    'Fengwang Highway',
    'secondary',
    [seat('砚塘'), [21_400, 7_300], seat('枫岔'), [14_300, 6_700], seat('望栖')],
    'X110',
  ),
  highway(
    '云望公路',
    'Yunwang Highway',
    'secondary',
    [seat('望栖'), [8_700, 9_600], seat('云垄'), [8_900, 18_200], [11_200, 21_300], seat('梨坞')],
    'X112',
  ),
];

/** These pass over or under the rest and bound nothing. */
export const overpasses: SkeletonRoad[] = [
  highway(
    '汀澜高速',
    'Tinglan Expressway',
    'motorway',
    [
      [-4_500, 7_900],
      [4_600, 8_300],
      [9_600, 7_900],
      [14_600, 8_600],
      [20_300, 9_500],
      [25_200, 10_900],
      [31_000, 9_300],
      [39_500, 8_600],
    ],
    'G79E',
  ),
  highway('鹰栖铁路', 'Yingqi Railway', 'rail', [
    [20_000, 35_000],
    [17_000, 27_000],
    [14_300, 20_600],
    [12_700, 16_900],
    [12_200, 13_200],
    [12_900, 8_900],
    [16_600, 3_200],
    [17_600, -5_000],
  ]),
];

/** The embankment roads on both sides of the river inside the ring. */
export const embankments: SkeletonRoad[] = (['西', '东'] as const).flatMap((side, i) => {
  const bank = displace(mainRiver, () => (i === 0 ? -1 : 1) * 128).filter((p) => contains(ringRoad, p));
  return [
    {
      name: `滨江${side}路`,
      nameEn: `Binjiang ${i === 0 ? 'West' : 'East'} Road`,
      class: 'tertiary' as const,
      line: bank,
    },
  ];
});
export const ringRoadName = { name: '环城路', nameEn: 'Ring Road' } as const;
