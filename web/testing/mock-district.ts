import type { Camera, CameraCollection } from '#contract/camera.ts';
import type { SceneName } from '#contract/detection.ts';
import type { LngLat } from '#contract/geo.ts';
import type { Grid, GridCollection } from '#contract/grid.ts';

/** A district of warped squares with 767 grids and 5,301 cameras, for looking at the interface without a server. */
export const columns = 32;
const gridCount = 767;
const cameraCount = 5301;
const west = 113.3;
const south = 30.05;
const cellDegrees = 0.0115;

const townships = ['云台街道', '南浦街道', '鹿鸣镇', '石桥镇', '青禾乡', '望江街道'];
const townshipsEn = ['Yuntai', 'Nanpu', 'Luming', 'Shiqiao', 'Qinghe', 'Wangjiang'];
export const streets = ['沿河路', '鹿鸣大道', '青石巷', '人民南路', '书院街', '松林路'];
export const streetsEn = [
  'Yanhe Road',
  'Luming Avenue',
  'Qingshi Lane',
  'South Renmin Road',
  'Shuyuan Street',
  'Songlin Road',
];

/** A number in 0..1 that belongs to an index: the same on every run. */
export function noise(index: number, salt = 0): number {
  const value = Math.sin(index * 127.1 + salt * 311.7) * 43758.5453;
  return value - Math.floor(value);
}

const corner = (column: number, row: number): LngLat => [
  west + (column + 0.35 * Math.sin(row * 0.9 + column * 0.5)) * cellDegrees,
  south + (row + 0.35 * Math.cos(column * 0.8 - row * 0.4)) * cellDegrees * 0.9,
];

export function gridAt(index: number): { properties: Grid; ring: LngLat[]; centre: LngLat } {
  const [column, row] = [index % columns, Math.floor(index / columns)];
  const township = Math.floor(column / 11) + Math.floor(row / 12) * 3;
  const ring = [
    corner(column, row),
    corner(column + 1, row),
    corner(column + 1, row + 1),
    corner(column, row + 1),
    corner(column, row),
  ];
  const [a, , c] = ring;
  const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
  return {
    ring,
    centre: a && c ? [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2] : [west, south],
    properties: {
      code:
        `990101${pad(township + 1, 3)}${pad((index % 40) + 1, 3)}${pad((index % 9) + 1, 3)}`.slice(0, 12) +
        pad(index + 1, 3),
      name: `第${index + 1}网格`,
      nameEn: `Grid ${index + 1}`,
      kind: index % 25 === 0 ? 'dedicated' : index % 2 === 0 ? 'urban' : 'rural',
      households: 280 + Math.round(noise(index) * 220),
      communityCode: `990101${pad(township + 1, 3)}${pad((index % 40) + 1, 3)}`,
      communityName: `清溪社区${(index % 9) + 1}`,
      communityNameEn: `Qingxi Community ${(index % 9) + 1}`,
      townshipCode: `990101${pad(township + 1, 3)}`,
      townshipName: townships[township % 6] ?? '',
      townshipNameEn: townshipsEn[township % 6] ?? '',
      chiefName: '周某',
      chiefPhone: '199****0000',
      openCases: noise(index, 3) > 0.72 ? Math.floor(noise(index, 4) ** 3 * 11) + 1 : 0,
    },
  };
}

export const grids = (): GridCollection => ({
  type: 'FeatureCollection',
  numberMatched: gridCount,
  features: Array.from({ length: gridCount }, (_, index) => {
    const { properties, ring } = gridAt(index);
    return {
      type: 'Feature',
      id: properties.code,
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties,
    };
  }),
});

/** Clips of the demo footage that stand in for the watched cameras' streams. */
export const streams: { clip: string; scene: SceneName; name: string; nameEn: string; grid: number }[] = [
  {
    clip: 'lane-standing-day',
    scene: 'fire-lane',
    name: '青石巷消防通道东口',
    nameEn: 'Qingshi Lane, east',
    grid: 398,
  },
  {
    clip: 'lane-standing-dusk-rain',
    scene: 'fire-lane',
    name: '锦绣园三期消防通道',
    nameEn: 'Jinxiu Garden III lane',
    grid: 400,
  },
  {
    clip: 'lane-passing-day',
    scene: 'fire-lane',
    name: '书院街二号院通道',
    nameEn: 'Shuyuan Street, yard 2',
    grid: 431,
  },
  {
    clip: 'lane-empty-sun',
    scene: 'fire-lane',
    name: '松林路幼儿园通道',
    nameEn: 'Songlin Road kindergarten',
    grid: 366,
  },
  {
    clip: 'hills-smoke-day',
    scene: 'straw-burning',
    name: '鹰嘴岭 1 号鹰眼',
    nameEn: 'Yingzui Ridge 1',
    grid: 610,
  },
  {
    clip: 'hills-smoke-haze-dusk',
    scene: 'straw-burning',
    name: '鹰嘴岭 2 号鹰眼',
    nameEn: 'Yingzui Ridge 2',
    grid: 640,
  },
  {
    clip: 'hills-clouds-quiet',
    scene: 'straw-burning',
    name: '青禾铁塔鹰眼',
    nameEn: 'Qinghe tower',
    grid: 180,
  },
  {
    clip: 'facade-drop-day',
    scene: 'high-rise-throwing',
    name: '望江新城 8 栋',
    nameEn: 'Wangjiang New Town, block 8',
    grid: 432,
  },
  {
    clip: 'facade-drop-dusk',
    scene: 'high-rise-throwing',
    name: '望江新城 11 栋',
    nameEn: 'Wangjiang New Town, block 11',
    grid: 433,
  },
  {
    clip: 'facade-quiet-rain',
    scene: 'high-rise-throwing',
    name: '云台花园 2 栋',
    nameEn: 'Yuntai Garden, block 2',
    grid: 365,
  },
];

export function cameraAt(index: number): Camera {
  const stream = streams[index];
  const grid = gridAt(stream?.grid ?? Math.floor(noise(index, 9) * gridCount));
  const kind = stream
    ? stream.scene === 'straw-burning'
      ? 'hawk-eye'
      : 'street'
    : index % 7 < 3
      ? 'street'
      : index % 70 === 6
        ? 'hawk-eye'
        : 'corridor';
  const shift = () => (noise(index, 12 + kind.length) - 0.5) * cellDegrees * 0.7;
  return {
    code: `99010100${kind === 'corridor' ? '15' : '01'}1320${String(100_001 + index)}`,
    name: stream?.name ?? `${grid.properties.communityName}${index}号`,
    nameEn: stream?.nameEn ?? `${grid.properties.communityNameEn} no. ${index}`,
    kind,
    gridCode: grid.properties.code,
    heightMetres: kind === 'hawk-eye' ? 38 : kind === 'corridor' ? 2.6 : 6,
    bearingDegrees: Math.round(noise(index, 2) * 360),
    tiltDegrees: kind === 'hawk-eye' ? -3 : stream?.scene === 'high-rise-throwing' ? 28 : -18,
    horizontalFovDegrees: 68,
    scene: stream?.scene ?? null,
    hasStream: stream !== undefined,
    state: stream ? (index === 6 ? 'down' : 'up') : noise(index, 5) > 0.985 ? 'down' : 'off',
    reason: null,
    location: [grid.centre[0] + shift(), grid.centre[1] + shift() * 0.8],
  };
}

export const cameras = (): CameraCollection => ({
  type: 'FeatureCollection',
  numberMatched: cameraCount,
  features: Array.from({ length: cameraCount }, (_, index) => {
    const properties = cameraAt(index);
    return {
      type: 'Feature',
      id: properties.code,
      geometry: { type: 'Point', coordinates: properties.location },
      properties,
    };
  }),
});

export const district = {
  name: '云岭县',
  nameEn: 'Yunling County',
  timeZone: 'Asia/Shanghai',
  bounds: [west, south, west + columns * cellDegrees, south + 24 * cellDegrees * 0.9] as [
    number,
    number,
    number,
    number,
  ],
  centre: gridAt(398).centre,
};
