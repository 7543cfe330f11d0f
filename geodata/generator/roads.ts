import type { Cut } from './grow-grids.ts';
import { createNamer, type Named } from './names.ts';
import { distance, type Line, type Point } from './plane.ts';
import { keepWhere, lengthOf } from './polyline.ts';
import type { Random } from './random.ts';
import { contains } from './ring.ts';
import { createSegmentIndex, type SegmentIndex } from './segment-index.ts';
import { type RoadClass, ringRoad, type SkeletonRoad, seats } from './skeleton.ts';
import { arterials, embankments, highways, overpasses, ringRoadName } from './skeleton-roads.ts';
import { hilliness } from './terrain.ts';
import { classOfCut, type Subdivision } from './town-blocks.ts';
import type { VillageRoad } from './villages.ts';
import { isWet } from './waters.ts';

/** Every road of the district, with its name. */
export interface Road extends Named {
  class: RoadClass;
  ref: string | null;
  line: Line;
}

/** Half the carriageway with its pavement: how far from the middle a building may begin. */
export const clearanceMetres: Record<RoadClass, number> = {
  motorway: 45,
  trunk: 22,
  primary: 22,
  secondary: 17,
  tertiary: 12,
  residential: 9,
  lane: 6,
  track: 5,
  rail: 24,
};

/** Streets that meet end to end and go straight on carry one name. */
function nameStreets(lines: readonly { line: Line; class: RoadClass }[], name: () => Named): Named[] {
  const ends = new Map<string, { street: number; out: Point }[]>();
  const keyOf = (p: Point): string => `${Math.round(p[0])} ${Math.round(p[1])}`;
  lines.forEach(({ line }, street) => {
    for (const [p, q] of [
      [line[0], line[1]],
      [line.at(-1), line.at(-2)],
    ] as [Point, Point][]) {
      const span = distance(p, q) || 1;
      const key = keyOf(p);
      ends.set(key, [
        ...(ends.get(key) ?? []),
        { street, out: [(q[0] - p[0]) / span, (q[1] - p[1]) / span] },
      ]);
    }
  });
  const group = lines.map((_, i) => i);
  const root = (i: number): number => (group[i] === i ? i : root(group[i] as number));
  for (const meeting of ends.values())
    for (const a of meeting)
      for (const b of meeting)
        if (a.street < b.street && a.out[0] * b.out[0] + a.out[1] * b.out[1] < -0.93)
          group[root(b.street)] = root(a.street);
  const names = new Map<number, Named>();
  return lines.map((_, i) => {
    const named = names.get(root(i)) ?? name();
    names.set(root(i), named);
    return named;
  });
}

const suffix = (named: Named, cls: RoadClass, random: Random): Named => {
  const [zh, en] =
    cls === 'lane'
      ? random.pick([
          ['巷', 'Lane'],
          ['里', 'Alley'],
          ['弄', 'Lane'],
        ] as const)
      : cls === 'residential'
        ? random.pick([
            ['街', 'Street'],
            ['路', 'Road'],
          ] as const)
        : (['路', 'Road'] as const);
  return { name: named.name + zh, nameEn: `${named.nameEn} ${en}` };
};

export function nameRoads(
  cuts: readonly Cut[],
  town: Subdivision,
  villageRoads: readonly VillageRoad[],
  random: Random,
): Road[] {
  const given = (road: SkeletonRoad): Road => ({
    name: road.name,
    nameEn: road.nameEn,
    class: road.class,
    ref: road.ref ?? null,
    line: road.line,
  });
  const ring: Road = {
    ...ringRoadName,
    class: 'primary',
    ref: null,
    line: [...ringRoad, ringRoad[0] as Point],
  };
  const streets = [
    ...cuts
      .filter((cut) => cut.setting.kind !== 'rural')
      .map((cut) => ({ line: cut.line, class: classOfCut(cut) as RoadClass })),
    ...town.lanes.map(({ line, big }) => ({ line, class: (big ? 'residential' : 'lane') as RoadClass })),
  ].flatMap(({ line, class: cls }) =>
    keepWhere(line, (p) => !isWet(p, 38)).map((part) => ({ line: part, class: cls })),
  );
  const namer = createNamer(random, []);
  const named = nameStreets(streets, namer.street);
  const tracks = cuts.filter((cut) => cut.setting.kind === 'rural' && random.chance(0.62));
  const fieldWay: Named = { name: '机耕路', nameEn: 'Farm track' };
  const marketStreets = seats.map(
    (seat, i): Road => ({
      name: `${seat.key}环镇路`,
      nameEn: `Town Loop ${i + 1}`,
      class: 'residential',
      ref: null,
      line: [...seat.outline, seat.outline[0] as Point],
    }),
  );
  return [
    ...overpasses.map(given),
    ...highways.map(given),
    ring,
    ...arterials.map(given).flatMap(endAtRing),
    ...embankments.map(given),
    ...marketStreets,
    ...streets.map(
      ({ line, class: cls }, i): Road => ({
        ...suffix(named[i] as Named, cls, random),
        class: cls,
        ref: null,
        line,
      }),
    ),
    ...villageRoads.map(
      ({ name, nameEn, class: cls, line }): Road => ({ name, nameEn, class: cls, ref: null, line }),
    ),
    ...tracks
      .flatMap((cut) => keepWhere(cut.line, (p) => !isWet(p, 12) && hilliness(p) < 0.75, 40))
      .map((line): Road => ({ ...fieldWay, class: 'track', ref: null, line })),
  ].filter((road) => lengthOf(road.line) > 25);
}

/** The lines of a road network that a building must keep clear of, each with its clearance. */
export function indexRoads(roads: readonly { class: RoadClass; line: Line }[]): SegmentIndex<RoadClass> {
  const index = createSegmentIndex<RoadClass>(120);
  for (const road of roads) index.add(road.line, road.class);
  return index;
}

/** A street that no highway carries on ends where it meets the ring. */
function endAtRing(road: Road): Road[] {
  const goesOn = highways.some(({ line }) =>
    [road.line[0], road.line.at(-1)].some((end) => end && distance(end, line[0] as Point) < 1),
  );
  return goesOn ? [road] : keepWhere(road.line, isInTown, 5).map((line) => ({ ...road, line }));
}

export const isInTown = (p: Point): boolean => contains(ringRoad, p);
