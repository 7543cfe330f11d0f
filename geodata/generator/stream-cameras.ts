import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** The cameras that play a clip, with the geometry each clip was rendered with. */
const Geometry = z.object({
  heightMetres: z.number(),
  tiltDegrees: z.number(),
  horizontalFovDegrees: z.number(),
  /** Only the hill towers share a world: where they stand in it and which way they look. */
  bearingDegrees: z.number().optional(),
  positionMetres: z.tuple([z.number(), z.number()]).optional(),
});
const Facade = z
  .object({ distanceMetres: z.number(), floors: z.number(), floorHeightMetres: z.number() })
  .loose();
const Truth = z.object({
  camera: Geometry,
  settings: z.object({ facade: Facade.optional() }).loose(),
  incidents: z
    .array(z.object({ groundOffsetMetres: z.tuple([z.number(), z.number()]).optional() }).loose())
    .default([]),
});
type Truth = z.infer<typeof Truth>;
export type SceneName = 'fire-lane' | 'straw-burning' | 'high-rise-throwing';

/** `near`: where in the town's axes (lanes, façades) or on the plane (hills) a fitting place is looked for. */
export interface StreamCamera extends Truth {
  clip: string;
  scene: SceneName;
  near: readonly [number, number];
  name: string;
  nameEn: string;
}

const zone = [
  [0.5, 0.74],
  [0.75, 0.74],
  [0.59, 0.38],
  [0.49, 0.38],
];
const lane: Truth = {
  camera: { heightMetres: 6, tiltDegrees: -18, horizontalFovDegrees: 70 },
  settings: { zone, dwellSeconds: 35, preAlarmSeconds: 20 },
  incidents: [],
};
const hill: Truth = {
  camera: { heightMetres: 42, tiltDegrees: -6, horizontalFovDegrees: 50 },
  settings: { ignoreZones: [] },
  incidents: [],
};
const facade: Truth = {
  camera: { heightMetres: 3, tiltDegrees: 27, horizontalFovDegrees: 68 },
  settings: {
    masks: [],
    facade: {
      distanceMetres: 44,
      base: [
        [0.12, 1.26],
        [0.87, 1.25],
      ],
      top: [
        [0.27, -0.1],
        [0.74, -0.02],
      ],
      floors: 18,
      floorHeightMetres: 3,
    },
  },
  incidents: [],
};

const table: [string, SceneName, Truth, [number, number], string, string][] = [
  ['lane-standing-day', 'fire-lane', lane, [-620, 560], '消防通道东口', 'Fire Lane East'],
  ['lane-standing-dusk-rain', 'fire-lane', lane, [-1350, -800], '消防通道南口', 'Fire Lane South'],
  ['lane-passing-day', 'fire-lane', lane, [380, 1250], '消防通道北口', 'Fire Lane North'],
  ['lane-empty-sun', 'fire-lane', lane, [200, -900], '消防通道西口', 'Fire Lane West'],
  ['hills-smoke-day', 'straw-burning', hill, [21_900, 17_000], '瞭望塔甲', 'Lookout A'],
  ['hills-smoke-day-b', 'straw-burning', hill, [21_900, 17_000], '瞭望塔乙', 'Lookout B'],
  ['hills-smoke-haze-dusk', 'straw-burning', hill, [12_300, 7_700], '瞭望塔丙', 'Lookout C'],
  ['hills-clouds-quiet', 'straw-burning', hill, [22_600, 13_000], '瞭望塔丁', 'Lookout D'],
  ['hills-chimney-fog', 'straw-burning', hill, [17_900, 22_300], '瞭望塔戊', 'Lookout E'],
  ['hills-sunset-quiet', 'straw-burning', hill, [12_200, 19_200], '瞭望塔己', 'Lookout F'],
  ['facade-drop-day', 'high-rise-throwing', facade, [2150, 1150], '高空抛物一号', 'Façade Watch 1'],
  ['facade-drop-dusk', 'high-rise-throwing', facade, [2250, -1250], '高空抛物二号', 'Façade Watch 2'],
  ['facade-quiet-birds-leaves', 'high-rise-throwing', facade, [-800, 1900], '高空抛物三号', 'Façade Watch 3'],
  ['facade-quiet-rain', 'high-rise-throwing', facade, [1700, 250], '高空抛物四号', 'Façade Watch 4'],
];

/** Every stream camera; the truth beside its clip wins over the table's defaults. Only clips that exist count. */
export function streamCameras(clipsDir: string): StreamCamera[] {
  return table.flatMap(([clip, scene, fallback, near, name, nameEn]) => {
    if (!existsSync(path.join(clipsDir, `${clip}.mp4`))) return [];
    const file = path.join(clipsDir, `${clip}.json`);
    const truth = existsSync(file) ? Truth.parse(JSON.parse(readFileSync(file, 'utf8'))) : fallback;
    return [{ ...truth, clip, scene, near, name, nameEn }];
  });
}
