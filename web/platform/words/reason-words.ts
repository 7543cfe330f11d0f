import { flatten, type WordTree } from './word-tree.ts';

/** Why a scene decided so; the keys are the codes that `server/scenes` gives, the values to fill in are theirs. */
export const reasonWords = {
  'fire-lane': {
    'in-zone': [
      '车道内有物体，占车道 {{sharePercent}}%',
      'Something is in the lane and covers {{sharePercent}}% of it',
    ],
    'stands-in-zone': [
      '在车道内停留 {{seconds}} 秒，超过限值 {{limitSeconds}} 秒',
      'Stands in the lane for {{seconds}} s, longer than the limit of {{limitSeconds}} s',
    ],
    'too-narrow': [
      '旁边只剩 {{freeMetres}} 米，消防车需要 {{neededMetres}} 米',
      'Only {{freeMetres}} m stay free beside it; a fire engine needs {{neededMetres}} m',
    ],
    left: ['停留 {{seconds}} 秒后驶离车道', 'Left the lane after {{seconds}} s'],
  },
  'smoke-confirmed': [
    '最近 {{outOfFrames}} 次观察中 {{confirmations}} 次见烟',
    'Smoke in {{confirmations}} of the last {{outOfFrames}} looks',
  ],
  'smoke-moves': [
    '烟区 {{changedPercent}}% 的画面在翻动，不是静止的云雾',
    'The plume churns: {{changedPercent}}% of it changed, unlike still haze',
  ],
  'smoke-grows': ['烟羽扩大到 {{ratio}} 倍', 'The plume has grown to {{ratio}} times its size'],
  'smoke-rises': [
    '连续 {{steadyLooks}} 次观察中有新出现的烟从固定处升起，已扩大到 {{ratio}} 倍',
    'New smoke rises from one fixed place through {{steadyLooks}} looks, now {{ratio}} times as large',
  ],
  'flame-seen': ['见明火', 'Flames are seen'],
  'smoke-gone': ['已 {{quietSeconds}} 秒不见烟', 'No smoke for {{quietSeconds}} s'],
  'smoke-in-still': ['单张照片中见烟', 'Smoke in a single picture'],
  'fall-path': [
    '连续 {{points}} 个点构成下落轨迹，历时 {{seconds}} 秒',
    '{{points}} points in a row make a falling path of {{seconds}} s',
  ],
  'fall-physics': [
    '加速度 {{accelerationMetresPerSecond2}} 米/秒²，下落 {{fallenMetres}} 米，末速 {{speedMetresPerSecond}} 米/秒，符合自由落体',
    'Fell {{fallenMetres}} m at {{accelerationMetresPerSecond2}} m/s² to {{speedMetresPerSecond}} m/s, as gravity has it',
  ],
  'origin-floor': [
    '估计从 {{floor}} 层抛出（± {{floorError}} 层）',
    'Thrown from about floor {{floor}} (± {{floorError}})',
  ],
  'origin-floor-column': [
    '估计从 {{floor}} 层（± {{floorError}} 层）第 {{column}} 列窗抛出',
    'Thrown from about floor {{floor}} (± {{floorError}}), window column {{column}}',
  ],
} as const satisfies WordTree;

/** Every reason that has words. */
export const knownReasons: ReadonlySet<string> = new Set(flatten(reasonWords).map(({ key }) => key));
