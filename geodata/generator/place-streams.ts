import type { Draft } from './building-site.ts';
import { bearingBetween, distance, type Point, travel } from './plane.ts';
import { lengthOf, pointAlong } from './polyline.ts';
import { contains } from './ring.ts';
import type { Road } from './roads.ts';
import { townPoint } from './skeleton.ts';
import type { StreamCamera } from './stream-cameras.ts';
import { hilliness } from './terrain.ts';
import type { Village } from './villages.ts';
import { isWet } from './waters.ts';

/** Finds each stream camera a place that looks like what its clip shows. */
export interface Placed {
  stream: StreamCamera;
  at: Point;
  bearingDegrees: number;
}
export interface World {
  roads: readonly Road[];
  drafts: readonly Draft[];
  villages: readonly Village[];
  ground: (p: Point) => number;
}

/** Beside a straight residential street, looking along it. */
function besideLane(stream: StreamCamera, { roads, drafts }: World, used: readonly Placed[]): Placed {
  const wish = townPoint(stream.near[0], stream.near[1]);
  let best: Placed | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const road of roads) {
    const total = lengthOf(road.line);
    if ((road.class !== 'residential' && road.class !== 'lane') || total < 75) continue;
    const [start, end] = [pointAlong(road.line, 6), pointAlong(road.line, 70)];
    const score =
      distance(start, wish) +
      (used.some((p) => distance(p.at, start) < 250) ? 5_000 : 0) +
      (70 - distance(start, end)) * 40;
    if (
      score >= bestScore ||
      drafts.some((d) => distance(d.footprint.centre, start) < 40 && contains(d.footprint.ring, start))
    )
      continue;
    const bearing = bearingBetween(start, end);
    [best, bestScore] = [{ stream, at: travel(start, bearing - 90, 2.5), bearingDegrees: bearing }, score];
  }
  if (!best) throw new Error(`no lane for ${stream.clip}`);
  return best;
}

/** On open ground before a tower, square to its long side; the tower gets the clip's number of floors. */
function beforeFacade(stream: StreamCamera, { drafts }: World, used: readonly Placed[]): Placed {
  const facade = stream.settings.facade;
  if (!facade) throw new Error(`${stream.clip} has no façade`);
  const wish = townPoint(stream.near[0], stream.near[1]);
  const towers = drafts
    .filter((d) => d.kind === 'tower')
    .sort((a, b) => distance(a.footprint.centre, wish) - distance(b.footprint.centre, wish));
  for (const tower of towers) {
    const { centre, angle, depth } = tower.footprint;
    const north = 90 - (angle * 180) / Math.PI - 90;
    for (const side of [180, 0]) {
      const at = travel(centre, north + side, depth / 2 + facade.distanceMetres);
      const free = [0, 0.2, 0.4, 0.6, 0.8].map((t) =>
        travel(centre, north + side, depth / 2 + 2 + (facade.distanceMetres - 2) * (1 - t)),
      );
      const blocked = drafts.some(
        (d) =>
          d !== tower &&
          distance(d.footprint.centre, at) < 120 &&
          free.some((p) => contains(d.footprint.ring, p)),
      );
      if (blocked || used.some((p) => distance(p.at, at) < 250)) continue;
      tower.floors = facade.floors;
      return { stream, at, bearingDegrees: (north + side + 180 + 720) % 360 };
    }
  }
  throw new Error(`no façade for ${stream.clip}`);
}

const turn = ([x, y]: readonly [number, number], degrees: number): Point => {
  const a = (degrees * Math.PI) / 180;
  return [x * Math.cos(a) + y * Math.sin(a), -x * Math.sin(a) + y * Math.cos(a)];
};

/** Towers that see one fire stand as in the clips' common world, moved and turned as a whole to level farmland. */
function overFields(
  streams: readonly StreamCamera[],
  { villages, ground }: World,
  used: readonly Placed[],
): Placed[] {
  const [lead] = streams;
  if (!lead) return [];
  const origin = lead.camera.positionMetres ?? [0, 0];
  let best: Placed[] = [];
  let bestScore = Number.POSITIVE_INFINITY;
  for (let dx = -2_400; dx <= 2_400; dx += 300)
    for (let dy = -2_400; dy <= 2_400; dy += 300)
      for (let rotation = 0; rotation < 360; rotation += 20) {
        const home: Point = [lead.near[0] + dx, lead.near[1] + dy];
        const placed = streams.map((stream): Placed => {
          const own = stream.camera.positionMetres ?? origin;
          const [ox, oy] = turn([own[0] - origin[0], own[1] - origin[1]], rotation);
          return {
            stream,
            at: [home[0] + ox, home[1] + oy],
            bearingDegrees: ((stream.camera.bearingDegrees ?? 0) + rotation) % 360,
          };
        });
        let score =
          Math.hypot(dx, dy) * 0.02 +
          (used.some((p) => placed.some((q) => distance(p.at, q.at) < 1_500)) ? 500 : 0);
        for (const { stream, at, bearingDegrees } of placed) {
          const foot = ground(at);
          const focus = stream.incidents[0]?.groundOffsetMetres;
          const view = [
            ...[300, 600, 900, 1300, 1700, 2100].map((metres) => travel(at, bearingDegrees, metres)),
            ...(focus ? [travel(travel(at, bearingDegrees, focus[1]), bearingDegrees + 90, focus[0])] : []),
          ];
          view.forEach((p, i) => {
            score +=
              Math.abs(ground(p) - foot) * (i >= 6 ? 90 : 4) +
              hilliness(p) * 120 +
              (isWet(p, 40) ? (i >= 6 ? 400 : 12) : 0);
          });
          score += isWet(at, 60) ? 400 : 0;
          const fire = view[6];
          if (fire && villages.some((v) => distance(v.at, fire) < 260)) score += 300;
          if (score >= bestScore) break;
        }
        if (score < bestScore) [best, bestScore] = [placed, score];
      }
  return best;
}

export function placeStreams(streams: readonly StreamCamera[], world: World): Placed[] {
  const placed: Placed[] = [];
  for (const stream of streams) {
    if (stream.scene === 'fire-lane') placed.push(besideLane(stream, world, placed));
    if (stream.scene === 'high-rise-throwing') placed.push(beforeFacade(stream, world, placed));
  }
  const hills = streams.filter((s) => s.scene === 'straw-burning');
  const group = (clip: string): string => clip.replace(/-b$/, '');
  for (const key of new Set(hills.map((s) => group(s.clip))))
    placed.push(
      ...overFields(
        hills.filter((s) => group(s.clip) === key),
        world,
        placed,
      ),
    );
  return placed;
}
