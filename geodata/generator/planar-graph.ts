import { distance, type Line, lerp, type Point, type Ring } from './plane.ts';
import { areaOf, distanceToSegment } from './ring.ts';

/** Lines become a planar graph: they are cut wherever they cross or touch, and near-equal points become one. */
interface Edge {
  a: number;
  b: number;
}
const snapMetres = 6;

export interface PlanarGraph {
  vertices: Point[];
  edges: Edge[];
}

function createVertices(): { points: Point[]; idOf(p: Point): number } {
  const points: Point[] = [];
  const cells = new Map<string, number[]>();
  const cell = (v: number): number => Math.floor(v / snapMetres);
  return {
    points,
    idOf(p) {
      const [i, j] = [cell(p[0]), cell(p[1])];
      for (let x = i - 1; x <= i + 1; x++)
        for (let y = j - 1; y <= j + 1; y++)
          for (const id of cells.get(`${x} ${y}`) ?? [])
            if (distance(points[id] as Point, p) < snapMetres) return id;
      const kept: Point = [Math.round(p[0] * 10) / 10, Math.round(p[1] * 10) / 10];
      points.push(kept);
      const key = `${i} ${j}`;
      cells.set(key, [...(cells.get(key) ?? []), points.length - 1]);
      return points.length - 1;
    },
  };
}

function crossing(a: Point, b: Point, c: Point, d: Point): Point | undefined {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-9) return undefined;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return t > 0 && t < 1 && u > 0 && u < 1 ? lerp(a, b, t) : undefined;
}

/** One pass of cutting; returns true while something still had to be cut. */
function cutOnce(
  vertices: ReturnType<typeof createVertices>,
  edges: Edge[],
): { edges: Edge[]; changed: boolean } {
  const cellMetres = 200;
  const cells = new Map<string, number[]>();
  const at = (id: number): Point => vertices.points[id] as Point;
  edges.forEach((edge, n) => {
    const [p, q] = [at(edge.a), at(edge.b)];
    for (
      let i = Math.floor((Math.min(p[0], q[0]) - snapMetres) / cellMetres);
      i <= Math.floor((Math.max(p[0], q[0]) + snapMetres) / cellMetres);
      i++
    )
      for (
        let j = Math.floor((Math.min(p[1], q[1]) - snapMetres) / cellMetres);
        j <= Math.floor((Math.max(p[1], q[1]) + snapMetres) / cellMetres);
        j++
      ) {
        const key = `${i} ${j}`;
        const list = cells.get(key);
        if (list) list.push(n);
        else cells.set(key, [n]);
      }
  });
  const cuts = new Map<number, Set<number>>();
  const cut = (edge: number, vertex: number): void => {
    const { a, b } = edges[edge] as Edge;
    if (vertex !== a && vertex !== b) cuts.set(edge, (cuts.get(edge) ?? new Set()).add(vertex));
  };
  for (const list of cells.values())
    for (let x = 0; x < list.length; x++)
      for (let y = x + 1; y < list.length; y++) {
        const [m, n] = [list[x] as number, list[y] as number];
        const [e, f] = [edges[m] as Edge, edges[n] as Edge];
        for (const v of [f.a, f.b])
          if (v !== e.a && v !== e.b && distanceToSegment(at(v), at(e.a), at(e.b)) < snapMetres) cut(m, v);
        for (const v of [e.a, e.b])
          if (v !== f.a && v !== f.b && distanceToSegment(at(v), at(f.a), at(f.b)) < snapMetres) cut(n, v);
        if (e.a === f.a || e.a === f.b || e.b === f.a || e.b === f.b) continue;
        const meet = crossing(at(e.a), at(e.b), at(f.a), at(f.b));
        if (!meet) continue;
        const vertex = vertices.idOf(meet);
        cut(m, vertex);
        cut(n, vertex);
      }
  const seen = new Set<string>();
  const next: Edge[] = [];
  edges.forEach((edge, n) => {
    const inner = [...(cuts.get(n) ?? [])].sort(
      (p, q) => distance(at(edge.a), at(p)) - distance(at(edge.a), at(q)),
    );
    const stops = [edge.a, ...inner, edge.b];
    for (let i = 1; i < stops.length; i++) {
      const [a, b] = [stops[i - 1] as number, stops[i] as number];
      const key = a < b ? `${a} ${b}` : `${b} ${a}`;
      if (a !== b && !seen.has(key)) next.push({ a, b });
      seen.add(key);
    }
  });
  return { edges: next, changed: cuts.size > 0 };
}

export function createPlanarGraph(lines: readonly Line[]): PlanarGraph {
  const vertices = createVertices();
  let edges: Edge[] = lines.flatMap((line) => {
    const ids = line.map((p) => vertices.idOf(p)).filter((id, i, all) => id !== all[i - 1]);
    return ids.slice(1).map((b, i) => ({ a: ids[i] as number, b }));
  });
  for (let pass = 0; pass < 12; pass++) {
    const cut = cutOnce(vertices, edges);
    edges = cut.edges;
    if (!cut.changed) return { vertices: vertices.points, edges: withoutDeadEnds(edges) };
  }
  throw new Error('the skeleton lines could not be cut into a planar graph');
}

function withoutDeadEnds(edges: Edge[]): Edge[] {
  const degree = new Map<number, number>();
  for (const { a, b } of edges) for (const v of [a, b]) degree.set(v, (degree.get(v) ?? 0) + 1);
  const kept = edges.filter(({ a, b }) => (degree.get(a) ?? 0) > 1 && (degree.get(b) ?? 0) > 1);
  return kept.length === edges.length ? kept : withoutDeadEnds(kept);
}

/** The bounded faces, each a counter-clockwise ring of vertex numbers. */
export function facesOf({ vertices, edges }: PlanarGraph): number[][] {
  const around = new Map<number, number[]>();
  for (const { a, b } of edges) {
    around.set(a, [...(around.get(a) ?? []), b]);
    around.set(b, [...(around.get(b) ?? []), a]);
  }
  const angle = (from: number, to: number): number => {
    const [p, q] = [vertices[from] as Point, vertices[to] as Point];
    return Math.atan2(q[1] - p[1], q[0] - p[0]);
  };
  for (const [v, list] of around) list.sort((p, q) => angle(v, p) - angle(v, q));
  const seen = new Set<string>();
  const faces: number[][] = [];
  for (const { a, b } of edges)
    for (const [start, second] of [
      [a, b],
      [b, a],
    ] as const) {
      if (seen.has(`${start} ${second}`)) continue;
      const face: number[] = [];
      let [from, to] = [start, second];
      while (!seen.has(`${from} ${to}`)) {
        seen.add(`${from} ${to}`);
        face.push(from);
        const list = around.get(to) as number[];
        const next = list[(list.indexOf(from) - 1 + list.length) % list.length] as number;
        [from, to] = [to, next];
      }
      const ring: Ring = face.map((v) => vertices[v] as Point);
      if (areaOf(ring) > 0) faces.push(face);
    }
  return faces;
}
