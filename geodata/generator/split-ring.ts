import { distance, type Line, lerp, type Point, type Ring } from './plane.ts';
import type { Random } from './random.ts';
import { areaOf, contains, distanceToRing, perimeterOf } from './ring.ts';

/** How to halve a ring with a street-like line. */
export interface SplitWish {
  /** Share of the area that one of the two sides should have. */
  share: number;
  /** Directions a street may run here, radians from east. */
  angles: readonly number[];
  /** Existing corners within this reach attract the line's ends. */
  snapMetres: number;
  /** Sideways bend of the line at a place, metres at most for a line of that length. */
  bend: (p: Point, lengthMetres: number) => number;
  stepMetres: number;
  /** How many parallel lines are tried per direction; fewer is faster and rougher. */
  tries?: number;
}
export interface RingPlace {
  edge: number;
  at: Point;
  corner: boolean;
}
export interface Split {
  from: RingPlace;
  to: RingPlace;
  inner: Line;
  score: number;
}

interface Hit {
  t: number;
  edge: number;
  at: Point;
}

/** Where the line through `p` in direction `d` crosses the ring, in order. */
function hitsOf(ring: Ring, p: Point, d: Point): Hit[] {
  const side = (q: Point): number => (q[0] - p[0]) * -d[1] + (q[1] - p[1]) * d[0];
  const hits: Hit[] = [];
  ring.forEach((a, edge) => {
    const b = ring[(edge + 1) % ring.length] as Point;
    const [sa, sb] = [side(a), side(b)];
    if (sa > 0 === sb > 0) return;
    const at = lerp(a, b, sa / (sa - sb));
    hits.push({ t: (at[0] - p[0]) * d[0] + (at[1] - p[1]) * d[1], edge, at });
  });
  return hits.sort((m, n) => m.t - n.t);
}

function snap(ring: Ring, { edge, at }: Hit, reach: number): RingPlace {
  let best: RingPlace = { edge, at, corner: false };
  let nearest = reach;
  for (const step of [-2, -1, 0, 1, 2, 3]) {
    const i = (edge + step + ring.length) % ring.length;
    const corner = ring[i] as Point;
    const away = distance(corner, at);
    if (away < nearest) [best, nearest] = [{ edge: i, at: corner, corner: true }, away];
  }
  return best;
}

/** The ring's part from one place on to another, both included. */
function side(ring: Ring, from: RingPlace, to: RingPlace): Ring {
  const part: Ring = [from.at];
  for (let i = (from.edge + 1) % ring.length, n = 0; n < ring.length; i = (i + 1) % ring.length, n++) {
    if (i === (to.edge + 1) % ring.length && (n > 0 || from.edge !== to.edge)) break;
    part.push(ring[i] as Point);
    if (i === to.edge) break;
  }
  if (!to.corner) part.push(to.at);
  return part;
}

/** How squarely the line leaves the border edge: 1 is a right angle. */
function squareness(ring: Ring, place: RingPlace, d: Point): number {
  const [a, b] = [ring[place.edge] as Point, ring[(place.edge + 1) % ring.length] as Point];
  const span = distance(a, b) || 1;
  return Math.abs(((b[0] - a[0]) * d[1] - (b[1] - a[1]) * d[0]) / span);
}

const roundness = (ring: Ring): number => (perimeterOf(ring) ** 2 / Math.abs(areaOf(ring)) - 12.6) / 20;

function bent(ring: Ring, from: Point, to: Point, wish: SplitWish): Line | undefined {
  const length = distance(from, to);
  const count = Math.max(2, Math.round(length / wish.stepMetres));
  const [nx, ny] = [-(to[1] - from[1]) / length, (to[0] - from[0]) / length];
  for (const strength of [1, 0.5, 0]) {
    const inner = Array.from({ length: count - 1 }, (_, i): Point => {
      const t = (i + 1) / count;
      const p = lerp(from, to, t);
      const by = wish.bend(p, length) * strength * Math.sin(Math.PI * t);
      return [p[0] + nx * by, p[1] + ny * by];
    });
    const clear = inner.every((p) => {
      const room = Math.min(distance(p, from), distance(p, to)) * 0.22;
      return contains(ring, p) && distanceToRing(ring, p) > Math.min(room, wish.stepMetres * 0.6);
    });
    if (clear) return inner;
  }
  return undefined;
}

/** The best-looking line that splits the ring near the wished share, or undefined where none fits. */
export function splitRing(ring: Ring, wish: SplitWish, random: Random, tolerance = 0.16): Split | undefined {
  const total = Math.abs(areaOf(ring));
  const options: Split[] = [];
  const tries = wish.tries ?? 20;
  for (const angle of wish.angles) {
    const d: Point = [Math.cos(angle), Math.sin(angle)];
    const offsets = ring.map((p) => p[1] * d[0] - p[0] * d[1]);
    const [low, high] = [Math.min(...offsets), Math.max(...offsets)];
    for (let k = 1; k < tries; k++) {
      const c = low + ((high - low) * (k + random.between(-0.3, 0.3))) / tries;
      const hits = hitsOf(ring, [-d[1] * c, d[0] * c], d);
      for (let h = 0; h + 1 < hits.length; h += 2) {
        const [m, n] = [hits[h] as Hit, hits[h + 1] as Hit];
        const [from, to] = [snap(ring, m, wish.snapMetres), snap(ring, n, wish.snapMetres)];
        const length = distance(from.at, to.at);
        if (length < wish.stepMetres * 0.5 || from.edge === to.edge) continue;
        const [right, left] = [side(ring, from, to), side(ring, to, from)];
        const [ra, la] = [areaOf(right), areaOf(left)];
        if (ra <= 0 || la <= 0 || Math.abs(ra + la - total) > total * 0.01) continue;
        const off = Math.min(Math.abs(ra / total - wish.share), Math.abs(la / total - wish.share));
        if (off > tolerance) continue;
        const square = Math.min(squareness(ring, from, d), squareness(ring, to, d));
        if (square < 0.3 && !(from.corner && to.corner)) continue;
        const joined = (from.corner ? 0.12 : 0) + (to.corner ? 0.12 : 0);
        options.push({
          from,
          to,
          inner: [],
          score: off * 4 + roundness(right) + roundness(left) + (1 - square) * 0.8 - joined,
        });
      }
    }
  }
  options.sort((a, b) => a.score - b.score);
  for (const option of options.slice(0, 12)) {
    const inner = bent(ring, option.from.at, option.to.at, wish);
    if (inner) return { ...option, inner };
  }
  return tolerance < 0.4 ? splitRing(ring, wish, random, tolerance + 0.12) : undefined;
}

/** The two rings a split makes. */
export function halvesOf(ring: Ring, { from, to, inner }: Split): [Ring, Ring] {
  return [
    [...side(ring, from, to), ...[...inner].reverse()],
    [...side(ring, to, from), ...inner],
  ];
}
