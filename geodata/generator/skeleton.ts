import { fractalField, noiseField } from './noise.ts';
import { distance, type Line, type Point, type Ring } from './plane.ts';
import { displace, resample, smooth } from './polyline.ts';
import { contains } from './ring.ts';

/** The hand-laid bones of the county: everything else grows around them. */

export type RoadClass =
  | 'motorway'
  | 'trunk'
  | 'primary'
  | 'secondary'
  | 'tertiary'
  | 'residential'
  | 'lane'
  | 'track'
  | 'rail';
export interface NamedLine {
  name: string;
  nameEn: string;
  line: Line;
}
export interface SkeletonRoad extends NamedLine {
  class: RoadClass;
  ref?: string;
}
export interface River extends NamedLine {
  halfWidthMetres: (t: number) => number;
  main: boolean;
}
export interface Seat {
  key: string;
  at: Point;
  outline: Ring;
}

/** The town's own axes: the old walls stood square to the river, not to the compass. */
export const town = { centre: [16_800, 14_800] as Point, angle: -0.3 } as const;
export const townPoint = (u: number, v: number): Point => {
  const [c, s] = [Math.cos(town.angle), Math.sin(town.angle)];
  return [town.centre[0] + u * c - v * s, town.centre[1] + u * s + v * c];
};
export const townAxes = ([x, y]: Point): Point => {
  const [c, s] = [Math.cos(town.angle), Math.sin(town.angle)];
  const [dx, dy] = [x - town.centre[0], y - town.centre[1]];
  return [dx * c + dy * s, -dx * s + dy * c];
};

const wander = fractalField('wander', 2600, 4);
/** A curve through the control points that wanders like something built over centuries; its ends stay put. */
const course = (control: readonly Point[], sway: number, step = 70): Line =>
  displace(smooth(control, step), (p, t) => wander(p[0], p[1]) * sway * Math.min(1, 8 * t, 8 * (1 - t)));

function boundary(): Ring {
  const ragged = fractalField('boundary', 9000, 5);
  const points = Array.from({ length: 420 }, (_, i): Point => {
    const a = (i / 420) * 2 * Math.PI;
    const [c, s] = [Math.cos(a), Math.sin(a)];
    const squareness = (Math.abs(c) ** 2.7 + Math.abs(s) ** 2.7) ** (-1 / 2.7);
    const reach = squareness * (1 + 0.14 * ragged(17_500 + 16_000 * c, 15_000 + 14_000 * s) - 0.03);
    return [17_500 + 16_900 * c * reach, 15_000 + 14_400 * s * reach];
  });
  return smooth(points, 170, true);
}

const meander = fractalField('meander', 2300, 2);
const flowing = (control: readonly Point[], sway: number): Line =>
  displace(smooth(control, 60), (p, t) => meander(p[0], p[1]) * sway * Math.min(1, 8 * t, 8 * (1 - t)));

const mainControl: Point[] = [
  [31_200, 35_500],
  [28_400, 28_600],
  [25_200, 24_400],
  [21_600, 21_300],
  [19_600, 18_400],
  [18_350, 15_200],
  [17_500, 12_500],
  [15_100, 9_400],
  [14_700, 5_600],
  [12_100, 1_600],
  [11_000, -5_000],
];
const main = flowing(mainControl, 300);
/** The tributary's last control point is moved onto the main river, so that they meet in one vertex. */
const joining = (control: Point[]): Line => {
  const mouth = control[control.length - 1] as Point;
  const meet = main.reduce((best, p) => (distance(p, mouth) < distance(best, mouth) ? p : best));
  return flowing([...control.slice(0, -1), meet], 280);
};

export const rivers: River[] = [
  { name: '汀澜河', nameEn: 'Tinglan River', line: main, main: true, halfWidthMetres: (t) => 62 + 26 * t },
  {
    name: '霜溪',
    nameEn: 'Shuang Creek',
    main: false,
    halfWidthMetres: (t) => 7 + 17 * t,
    line: joining([
      [600, 22_800],
      [3_900, 21_600],
      [7_600, 20_700],
      [11_300, 19_700],
      [15_500, 19_600],
      [18_200, 20_300],
      [20_900, 20_400],
    ]),
  },
  {
    name: '竹隐溪',
    nameEn: 'Zhuyin Creek',
    main: false,
    halfWidthMetres: (t) => 6 + 15 * t,
    line: joining([
      [300, 11_900],
      [3_200, 11_500],
      [6_300, 10_500],
      [9_500, 9_900],
      [12_600, 10_700],
      [15_900, 10_600],
    ]),
  },
  {
    name: '青芦港',
    nameEn: 'Qinglu Water',
    main: false,
    halfWidthMetres: (t) => 13 + 17 * t,
    line: joining([
      [37_800, 18_600],
      [32_600, 17_300],
      [28_500, 16_900],
      [24_600, 14_300],
      [21_600, 11_300],
      [17_100, 11_500],
    ]),
  },
  {
    name: '鹭沙河',
    nameEn: 'Lusha River',
    main: false,
    halfWidthMetres: (t) => 12 + 15 * t,
    line: joining([
      [37_500, 4_300],
      [32_300, 5_400],
      [27_700, 6_400],
      [22_600, 4_700],
      [18_100, 4_900],
      [14_700, 5_100],
    ]),
  },
  {
    name: '燕垄溪',
    nameEn: 'Yanlong Creek',
    main: false,
    halfWidthMetres: (t) => 8 + 14 * t,
    line: joining([
      [16_400, 33_500],
      [17_700, 29_600],
      [18_700, 26_300],
      [21_000, 23_700],
      [23_000, 22_700],
    ]),
  },
];

export const outline: Ring = boundary();

const ringNoise = noiseField('ring-road', 2300);
export const ringRoad: Ring = smooth(
  Array.from({ length: 30 }, (_, i): Point => {
    const a = (i / 30) * 2 * Math.PI;
    const reach = (Math.abs(Math.cos(a)) ** 2.6 + Math.abs(Math.sin(a)) ** 2.6) ** (-1 / 2.6);
    const wobble = 1 + 0.05 * ringNoise(3000 * Math.cos(a), 3000 * Math.sin(a));
    return townPoint(3050 * reach * Math.cos(a) * wobble, 2560 * reach * Math.sin(a) * wobble);
  }),
  60,
  true,
);

const seatTable: [string, number, number, number][] = [
  ['鹭鸣', 25_700, 19_900, 760],
  ['青芦', 27_300, 13_100, 700],
  ['砚塘', 24_200, 8_300, 680],
  ['枫岔', 18_700, 7_300, 560],
  ['望栖', 9_900, 5_900, 650],
  ['云垄', 9_300, 13_900, 620],
  ['梨坞', 13_100, 23_000, 640],
  ['霜岭', 5_600, 24_500, 430],
  ['竹隐', 4_700, 15_700, 420],
  ['燕垄', 22_700, 27_000, 480],
];
const seatNoise = noiseField('seat', 500);
export const seats: Seat[] = seatTable.map(([key, x, y, radius]) => ({
  key,
  at: [x, y],
  outline: smooth(
    Array.from({ length: 14 }, (_, i): Point => {
      const a = (i / 14) * 2 * Math.PI;
      const r = radius * (1 + 0.2 * seatNoise(x + 400 * Math.cos(a), y + 400 * Math.sin(a)));
      return [x + r * 1.15 * Math.cos(a), y + r * 0.92 * Math.sin(a)];
    }),
    45,
    true,
  ),
}));
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
  const bank = displace(main, () => (i === 0 ? -1 : 1) * 128).filter((p) => contains(ringRoad, p));
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
