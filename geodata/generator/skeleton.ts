import { fractalField, noiseField } from './noise.ts';
import { distance, type Line, type Point, type Ring } from './plane.ts';
import { displace, smooth } from './polyline.ts';

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
/** The middle line of the main river. */
export const mainRiver = flowing(mainControl, 300);
/** The tributary's last control point is moved onto the main river, so that they meet in one vertex. */
const joining = (control: Point[]): Line => {
  const mouth = control[control.length - 1] as Point;
  const meet = mainRiver.reduce((best, p) => (distance(p, mouth) < distance(best, mouth) ? p : best));
  return flowing([...control.slice(0, -1), meet], 280);
};

export const rivers: River[] = [
  {
    name: '汀澜河',
    nameEn: 'Tinglan River',
    line: mainRiver,
    main: true,
    halfWidthMetres: (t) => 62 + 26 * t,
  },
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
