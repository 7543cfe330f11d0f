import { distance, type Point, type Ring } from './plane.ts';

/** Signed area in square metres, positive when counter-clockwise. */
export function areaOf(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[j] as Point, ring[i] as Point];
    sum += a[0] * b[1] - b[0] * a[1];
  }
  return sum / 2;
}

export function perimeterOf(ring: readonly Point[]): number {
  return ring.reduce((sum, p, i) => sum + distance(p, ring[(i + 1) % ring.length] as Point), 0);
}

export function centroidOf(ring: readonly Point[]): Point {
  const [ox, oy] = ring[0] as Point;
  let [x, y, twice] = [0, 0, 0];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = [(ring[j] as Point)[0] - ox, (ring[j] as Point)[1] - oy];
    const [bx, by] = [(ring[i] as Point)[0] - ox, (ring[i] as Point)[1] - oy];
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return twice === 0 ? [ox, oy] : [ox + x / (3 * twice), oy + y / (3 * twice)];
}

export function contains(ring: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i] as Point;
    const [bx, by] = ring[j] as Point;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

export function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
  return Math.hypot(x - ax - dx * t, y - ay - dy * t);
}

export function distanceToRing(ring: readonly Point[], p: Point): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    best = Math.min(best, distanceToSegment(p, ring[j] as Point, ring[i] as Point));
  return best;
}

export type Box = { minX: number; minY: number; maxX: number; maxY: number };
export function boxOf(points: readonly Point[]): Box {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x, y] of points) {
    box.minX = Math.min(box.minX, x);
    box.minY = Math.min(box.minY, y);
    box.maxX = Math.max(box.maxX, x);
    box.maxY = Math.max(box.maxY, y);
  }
  return box;
}

/** A point well inside the ring: the best of a lattice, so the same ring always gives the same point. */
export function innerPointOf(ring: readonly Point[], lattice = 14): Point {
  const box = boxOf(ring);
  let best: Point = centroidOf(ring);
  let room = contains(ring, best) ? distanceToRing(ring, best) : -1;
  for (let i = 1; i < lattice; i++)
    for (let j = 1; j < lattice; j++) {
      const p: Point = [
        box.minX + ((box.maxX - box.minX) * i) / lattice,
        box.minY + ((box.maxY - box.minY) * j) / lattice,
      ];
      if (!contains(ring, p)) continue;
      const here = distanceToRing(ring, p);
      if (here > room) [best, room] = [p, here];
    }
  return best;
}

/** A rectangle of the given sides around a centre, turned by `angle` radians from east. */
export function rectangle([x, y]: Point, widthMetres: number, depthMetres: number, angle: number): Ring {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const corner = (u: number, v: number): Point => [x + u * c - v * s, y + u * s + v * c];
  const [w, d] = [widthMetres / 2, depthMetres / 2];
  return [corner(-w, -d), corner(w, -d), corner(w, d), corner(-w, d)];
}
