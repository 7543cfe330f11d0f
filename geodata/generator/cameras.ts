import type { Camera } from '../district-rows.ts';
import { type Mount, round } from './camera-mount.ts';
import { hawkEyeMounts } from './hawk-eyes.ts';
import type { GridRow } from './hierarchy.ts';
import { baseCode } from './hierarchy.ts';
import type { Placed, World } from './place-streams.ts';
import { bearingBetween, distance, type Point, toLngLat, travel } from './plane.ts';
import { lengthOf, pointAlong } from './polyline.ts';
import type { Random } from './random.ts';
import { isInTown, type Road } from './roads.ts';
import { seats } from './skeleton.ts';
import { isWet } from './waters.ts';

/** All cameras of the county, as many of each kind as a real one was counted to have. */
export const cameraCounts = { street: 2_123, corridor: 3_101, 'hawk-eye': 77 } as const;
/** 20 digits: 8 centre, 2 industry, 3 device type (131 dome or turret, 132 network camera), 1 network, 6 serial. */
export const cameraCode = (kind: Camera['kind'], serial: number): string =>
  `${baseCode}00${kind === 'corridor' ? '02' : '01'}${kind === 'hawk-eye' ? '131' : '132'}0${String(serial).padStart(6, '0')}`;

function streetMounts(
  roads: readonly Road[],
  villages: World['villages'],
  count: number,
  random: Random,
): Mount[] {
  const spacing = {
    trunk: 420,
    primary: 260,
    secondary: 190,
    tertiary: 170,
    residential: 150,
    lane: 170,
  } as const;
  const counters = new Map<string, number>();
  const candidates: { at: Point; bearing: number; road: Road; rank: number }[] = [];
  for (const road of roads) {
    const step = spacing[road.class as keyof typeof spacing];
    if (!step) continue;
    const total = lengthOf(road.line);
    for (let u = Math.min(12, total / 2); u < total; u += step * random.between(0.8, 1.2)) {
      const p = pointAlong(road.line, u);
      const ahead = pointAlong(road.line, u + 15 < total ? u + 15 : u - 15);
      const bearing = bearingBetween(p, ahead) + random.pick([0, 0, 180]);
      const at = travel(
        p,
        bearing + 90,
        road.class === 'primary' || road.class === 'trunk' ? 13 : road.class === 'lane' ? 3 : 8,
      );
      const seat = seats.some((s) => distance(s.at, p) < 900);
      const village = villages.some((v) => distance(v.at, p) < 200);
      const rank = isInTown(p)
        ? 0
        : seat
          ? 0.25
          : village
            ? 0.6
            : road.class === 'trunk' || road.class === 'primary'
              ? 0.75
              : 1.4;
      if (!isWet(at, 4)) candidates.push({ at, bearing, road, rank: rank + random.next() });
    }
  }
  const taken: Point[] = [];
  const mounts: Mount[] = [];
  for (const { at, bearing, road } of candidates.sort((a, b) => a.rank - b.rank)) {
    if (mounts.length === count) break;
    if (taken.some((q) => Math.abs(q[0] - at[0]) < 42 && distance(q, at) < 42)) continue;
    taken.push(at);
    const n = (counters.get(road.name) ?? 0) + 1;
    counters.set(road.name, n);
    mounts.push({
      kind: 'street',
      at,
      heightMetres: round(random.between(4.5, 7.5), 1),
      bearingDegrees: bearing,
      tiltDegrees: -round(random.between(10, 24), 1),
      horizontalFovDegrees: random.pick([58, 72, 84, 96]),
      name: `${road.name}${n}号`,
      nameEn: `${road.nameEn} No. ${n}`,
    });
  }
  return mounts;
}

function corridorMounts(
  { drafts }: World,
  grids: readonly GridRow[],
  count: number,
  random: Random,
): Mount[] {
  const homes = drafts
    .map((draft, i) => ({ draft, i }))
    .filter(({ draft }) => draft.kind === 'tower' || draft.kind === 'slab' || draft.kind === 'office');
  const chosen = random
    .shuffled(
      homes.flatMap((home) =>
        Array.from({ length: home.draft.kind === 'tower' ? 3 : 1 }, (_, n) => ({ ...home, n })),
      ),
    )
    .slice(0, count)
    .sort((a, b) => a.i - b.i);
  const numbers = new Map<number, number>();
  const ofBuilding = new Map<number, number>();
  return chosen.map(({ draft, i, n }) => {
    const { centre, width, angle } = draft.footprint;
    const number = ofBuilding.get(i) ?? (numbers.get(draft.grid) ?? 0) + 1;
    ofBuilding.set(i, number);
    numbers.set(draft.grid, Math.max(number, numbers.get(draft.grid) ?? 0));
    const floor = 1 + Math.floor((n / 3) * draft.floors + random.next() * Math.max(1, draft.floors / 3));
    const aside = random.between(-0.3, 0.3) * width;
    const grid = grids[draft.grid] as GridRow;
    const short = grid.name.replace(/(社区|村)?第.*网格$|专属网格$/, '');
    return {
      kind: 'corridor',
      at: [centre[0] + aside * Math.cos(angle), centre[1] + aside * Math.sin(angle)],
      heightMetres: round((floor - 1) * 3 + 2.6, 1),
      bearingDegrees: 90 - (angle * 180) / Math.PI + random.pick([0, 180]),
      tiltDegrees: -round(random.between(12, 22), 1),
      horizontalFovDegrees: random.pick([90, 104]),
      name: `${short}${number}号楼${floor}层楼道`,
      nameEn: `${grid.nameEn.split(' ')[0]} Block ${number} Floor ${floor} Corridor`,
    };
  });
}

const streamMount = (placed: Placed): Mount => ({
  kind: placed.stream.scene === 'straw-burning' ? 'hawk-eye' : 'street',
  at: placed.at,
  bearingDegrees: placed.bearingDegrees,
  heightMetres: placed.stream.camera.heightMetres,
  tiltDegrees: placed.stream.camera.tiltDegrees,
  horizontalFovDegrees: placed.stream.camera.horizontalFovDegrees,
  name: placed.stream.name,
  nameEn: placed.stream.nameEn,
  placed,
});

export function mountCameras(
  roads: readonly Road[],
  world: World,
  grids: readonly GridRow[],
  gridAt: (p: Point) => number | undefined,
  placed: readonly Placed[],
  random: Random,
): Camera[] {
  const streams = placed.map(streamMount);
  const free = (kind: Camera['kind']): number =>
    cameraCounts[kind] - streams.filter((s) => s.kind === kind).length;
  const inCounty = roads.flatMap((road) =>
    road.line.some((p) => gridAt(p) === undefined) ? splitInside(road, gridAt) : [road],
  );
  const mounts = [
    ...streams,
    ...streetMounts(inCounty, world.villages, free('street'), random),
    ...corridorMounts(world, grids, free('corridor'), random),
    ...hawkEyeMounts(world, placed, (p) => gridAt(p) !== undefined, free('hawk-eye'), random),
  ];
  const serials = { street: 0, corridor: 0, 'hawk-eye': 0 };
  return mounts.map((mount): Camera => {
    const grid = gridAt(mount.at);
    if (grid === undefined) throw new Error(`${mount.name} stands outside the county`);
    const row = grids[grid] as GridRow;
    const [lng, lat] = toLngLat(mount.at);
    const prefix = mount.placed ? row.name.replace(/(社区|村)?第.*网格$|专属网格$/, '') : '';
    return {
      code: cameraCode(mount.kind, ++serials[mount.kind]),
      kind: mount.kind,
      name: prefix + mount.name,
      nameEn: `${prefix ? `${row.nameEn.split(' ')[0]} ` : ''}${mount.nameEn}`,
      gridCode: row.code,
      lng,
      lat,
      groundElevationMetres: round(world.ground(mount.at), 1),
      heightMetres: mount.heightMetres,
      bearingDegrees: round(((mount.bearingDegrees % 360) + 360) % 360, 1) % 360,
      tiltDegrees: mount.tiltDegrees,
      horizontalFovDegrees: mount.horizontalFovDegrees,
      scene: mount.placed?.stream.scene ?? null,
      clip: mount.placed?.stream.clip ?? null,
      settings: mount.placed?.stream.settings ?? {},
    };
  });
}

function splitInside(road: Road, gridAt: (p: Point) => number | undefined): Road[] {
  const parts: Road[] = [];
  let line: Point[] = [];
  for (const p of [...road.line, [Number.NaN, Number.NaN] as Point]) {
    if (gridAt(p) !== undefined) line.push(p);
    else {
      if (line.length > 2) parts.push({ ...road, line: line.slice(1, -1) });
      line = [];
    }
  }
  return parts.filter((part) => part.line.length > 1);
}
