import { distance, type Line, lerp, type Point } from './plane.ts';

export function lengthOf(line: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += distance(line[i - 1] as Point, line[i] as Point);
  return sum;
}

/** Points every `stepMetres` along the line; both ends are kept. */
export function resample(line: readonly Point[], stepMetres: number): Line {
  const total = lengthOf(line);
  const count = Math.max(1, Math.round(total / stepMetres));
  return Array.from({ length: count + 1 }, (_, i) => pointAlong(line, (total * i) / count));
}

export function pointAlong(line: readonly Point[], metres: number): Point {
  let left = metres;
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1] as Point;
    const b = line[i] as Point;
    const piece = distance(a, b);
    if (left <= piece && piece > 0) return lerp(a, b, left / piece);
    left -= piece;
  }
  return line[line.length - 1] as Point;
}

/** Compass bearing of the line's direction at `metres` from its start. */
export function directionAlong(line: readonly Point[], metres: number): Point {
  const a = pointAlong(line, Math.max(0, metres - 4));
  const b = pointAlong(line, metres + 4);
  const span = distance(a, b) || 1;
  return [(b[0] - a[0]) / span, (b[1] - a[1]) / span];
}

/** A centripetal-looking curve through all control points (Catmull-Rom), sampled evenly. */
export function smooth(control: readonly Point[], stepMetres: number, closed = false): Line {
  const n = control.length;
  const at = (i: number): Point => control[closed ? (i + n) % n : Math.min(n - 1, Math.max(0, i))] as Point;
  const fine: Line = [];
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let k = 0; k < 24; k++) {
      const t = k / 24;
      const blend = (a: number, b: number, c: number, d: number): number =>
        0.5 *
        (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
      fine.push([blend(p0[0], p1[0], p2[0], p3[0]), blend(p0[1], p1[1], p2[1], p3[1])]);
    }
  }
  fine.push(closed ? (fine[0] as Point) : at(n - 1));
  const even = resample(fine, stepMetres);
  return closed ? even.slice(0, -1) : even;
}

/** Pushes each point sideways by `shift(point, share of the length)`; ends move only if the shift says so. */
export function displace(line: readonly Point[], shift: (p: Point, t: number) => number): Line {
  return line.map((p, i) => {
    const a = line[Math.max(0, i - 1)] as Point;
    const b = line[Math.min(line.length - 1, i + 1)] as Point;
    const span = distance(a, b) || 1;
    const by = shift(p, i / (line.length - 1));
    return [p[0] - ((b[1] - a[1]) / span) * by, p[1] + ((b[0] - a[0]) / span) * by];
  });
}

/** The parts of the line, walked in small steps, where `keep` holds. */
export function keepWhere(line: readonly Point[], keep: (p: Point) => boolean, stepMetres = 12): Line[] {
  const parts: Line[] = [];
  let part: Line = [];
  const close = (): void => {
    if (part.length > 1 && lengthOf(part) > 2 * stepMetres) parts.push(part);
    part = [];
  };
  line.forEach((b, i) => {
    const a = line[i - 1];
    const steps = a ? Math.max(1, Math.ceil(distance(a, b) / stepMetres)) : 1;
    for (let k = 1; k <= steps; k++) {
      const p = a ? lerp(a, b, k / steps) : b;
      if (!keep(p)) close();
      else if (k === steps || part.length === 0 || !keep(lerp(a ?? b, b, (k + 1) / steps))) part.push(p);
    }
  });
  close();
  return parts;
}

/** The band of the given half width around a line, as a ring. */
export function ribbon(line: readonly Point[], halfWidth: (t: number) => number): Point[] {
  const left = displace(line, (_, t) => halfWidth(t));
  const right = displace(line, (_, t) => -halfWidth(t));
  return [...right, ...left.reverse()];
}
