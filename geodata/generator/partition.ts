import { distance, type Line, type Point, type Ring } from './plane.ts';

/** A gapless partition of the plane into faces that share their vertices exactly. */
export interface Partition {
  vertices: Point[];
  faces: Map<number, number[]>;
  ringOf(face: number): Ring;
  /** Cuts a face along a line between two places on its border; gives the faces to the line's left and right. */
  cut(face: number, from: BorderPlace, inner: Line, to: BorderPlace): [left: number, right: number];
  /** Makes `face` part of `into`; refused where the union would have a hole. */
  merge(face: number, into: number): boolean;
  /** Neighbouring faces with the length of border shared. */
  neighbours(face: number): Map<number, number>;
}
/** A vertex of the border, or a point on the edge that starts at ring position `edge`. */
export type BorderPlace = { vertex: number } | { edge: number; at: Point };

const decimetre = (p: Point): Point => [Math.round(p[0] * 10) / 10, Math.round(p[1] * 10) / 10];
const edgesOf = (ring: readonly number[]): [number, number][] =>
  ring.map((a, i) => [a, ring[(i + 1) % ring.length] as number]);
const key = (a: number, b: number): string => `${a} ${b}`;

/** The ring around two rings together, or undefined where they leave a hole or touch in a point. */
function union(a: readonly number[], b: readonly number[]): number[] | undefined {
  const all = [...edgesOf(a), ...edgesOf(b)];
  const known = new Set(all.map(([p, q]) => key(p, q)));
  const next = new Map<number, number>();
  for (const [p, q] of all) {
    if (known.has(key(q, p))) continue;
    if (next.has(p)) return undefined;
    next.set(p, q);
  }
  const [start] = next.keys();
  const ring: number[] = [];
  for (let v = start; v !== undefined && next.has(v); ) {
    ring.push(v);
    const following = next.get(v);
    next.delete(v);
    v = following;
  }
  return next.size === 0 ? ring : undefined;
}

export function createPartition(vertices: Point[], rings: readonly number[][]): Partition {
  const faces = new Map<number, number[]>();
  const faceLeftOf = new Map<string, number>();
  let nextFace = 0;
  const add = (ring: number[], face = nextFace++): number => {
    faces.set(face, ring);
    for (const [a, b] of edgesOf(ring)) faceLeftOf.set(key(a, b), face);
    return face;
  };
  const remove = (face: number): number[] => {
    const ring = faces.get(face) as number[];
    for (const [a, b] of edgesOf(ring)) faceLeftOf.delete(key(a, b));
    faces.delete(face);
    return ring;
  };
  /** Puts a new vertex on an edge, in both faces that know the edge. */
  const insert = (a: number, b: number, at: Point): number => {
    const vertex = vertices.push(decimetre(at)) - 1;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const face = faceLeftOf.get(key(from, to));
      if (face === undefined) continue;
      const ring = remove(face);
      ring.splice(ring.indexOf(from) + 1, 0, vertex);
      add(ring, face);
    }
    return vertex;
  };
  for (const ring of rings) add([...ring]);

  return {
    vertices,
    faces,
    ringOf: (face) => (faces.get(face) as number[]).map((v) => vertices[v] as Point),
    cut(face, from, inner, to) {
      const before = [...(faces.get(face) as number[])];
      const place = (p: BorderPlace): number =>
        'vertex' in p
          ? p.vertex
          : insert(before[p.edge] as number, before[(p.edge + 1) % before.length] as number, p.at);
      const [start, end] = [place(from), place(to)];
      const middle = inner.map((p) => vertices.push(decimetre(p)) - 1);
      const ring = remove(face);
      const turned = [...ring.slice(ring.indexOf(start)), ...ring.slice(0, ring.indexOf(start))];
      const j = turned.indexOf(end);
      const left = add([start, ...middle, ...turned.slice(j)]);
      const right = add([...turned.slice(0, j + 1), ...middle.reverse()]);
      return [left, right];
    },
    merge(face, into) {
      const ring = union(faces.get(face) as number[], faces.get(into) as number[]);
      if (!ring) return false;
      remove(face);
      remove(into);
      add(ring, into);
      return true;
    },
    neighbours(face) {
      const shared = new Map<number, number>();
      for (const [a, b] of edgesOf(faces.get(face) as number[])) {
        const other = faceLeftOf.get(key(b, a));
        if (other === undefined) continue;
        shared.set(other, (shared.get(other) ?? 0) + distance(vertices[a] as Point, vertices[b] as Point));
      }
      return shared;
    },
  };
}
