import type { Draft, Site } from './building-site.ts';
import { distance, lerp, type Point, type Ring } from './plane.ts';
import type { Random } from './random.ts';
import { centroidOf } from './ring.ts';
import type { Block } from './town-blocks.ts';

/** How each kind of building stands in its block. */
interface RowStyle {
  kind: Draft['kind'];
  width: [number, number];
  depth: number;
  gap: number;
  pitch: number;
  floors: [number, number];
  perFloor: number;
  setback: number;
}
const styles = {
  towers: {
    kind: 'tower',
    width: [27, 34],
    depth: 17,
    gap: 21,
    pitch: 50,
    floors: [18, 33],
    perFloor: 2,
    setback: 14,
  },
  slabs: {
    kind: 'slab',
    width: [42, 62],
    depth: 12.5,
    gap: 12,
    pitch: 29,
    floors: [5, 7],
    perFloor: 6,
    setback: 9,
  },
  old: {
    kind: 'slab',
    width: [16, 34],
    depth: 10.5,
    gap: 5,
    pitch: 19,
    floors: [2, 5],
    perFloor: 3,
    setback: 7,
  },
  offices: {
    kind: 'office',
    width: [34, 58],
    depth: 22,
    gap: 22,
    pitch: 46,
    floors: [5, 16],
    perFloor: 0,
    setback: 13,
  },
  school: {
    kind: 'school',
    width: [54, 76],
    depth: 15,
    gap: 26,
    pitch: 42,
    floors: [3, 5],
    perFloor: 0,
    setback: 16,
  },
  works: {
    kind: 'factory',
    width: [44, 82],
    depth: 27,
    gap: 14,
    pitch: 40,
    floors: [1, 2],
    perFloor: 0,
    setback: 12,
  },
  market: {
    kind: 'hall',
    width: [58, 88],
    depth: 30,
    gap: 14,
    pitch: 44,
    floors: [1, 3],
    perFloor: 0,
    setback: 12,
  },
  public: {
    kind: 'public',
    width: [46, 66],
    depth: 19,
    gap: 24,
    pitch: 48,
    floors: [4, 9],
    perFloor: 0,
    setback: 16,
  },
} as const satisfies Record<string, RowStyle | { width: readonly [number, number] }>;
export type Filled = keyof typeof styles;

/** The block's own direction nearest to east, so that housing faces south as people want it. */
function southFacing(ring: Ring): number {
  let best = 0;
  let longest = 0;
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length] as Point;
    let angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
    while (angle > Math.PI / 4) angle -= Math.PI / 2;
    while (angle < -Math.PI / 4) angle += Math.PI / 2;
    if (distance(a, b) > longest) [best, longest] = [angle, distance(a, b)];
  });
  return best;
}

/** Rows of buildings one behind the other, each as wide as the block allows. */
export function fillRows(block: Block, use: Filled, site: Site, random: Random): Draft[] {
  const style = styles[use];
  const angle = southFacing(block.ring);
  const centre = centroidOf(block.ring);
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const local = block.ring.map(
    ([x, y]): Point => [
      (x - centre[0]) * c + (y - centre[1]) * s,
      -(x - centre[0]) * s + (y - centre[1]) * c,
    ],
  );
  const [us, vs] = [local.map((p) => p[0]), local.map((p) => p[1])];
  const drafts: Draft[] = [];
  const common = random.integer(style.floors[0], style.floors[1]);
  const [v0, v1] = [
    Math.min(...vs) + style.setback + style.depth / 2,
    Math.max(...vs) - style.setback - style.depth / 2,
  ];
  const rows = Math.max(1, Math.floor((v1 - v0) / style.pitch) + 1);
  for (let row = 0; row < rows; row++) {
    const v = rows === 1 ? (v0 + v1) / 2 : v0 + ((v1 - v0) * row) / (rows - 1);
    let u = Math.min(...us) + style.setback * 0.5 + (use === 'towers' ? (row % 2) * 20 : 0);
    while (u < Math.max(...us)) {
      const width = random.between(style.width[0], style.width[1]);
      const at: Point = [centre[0] + (u + width / 2) * c - v * s, centre[1] + (u + width / 2) * s + v * c];
      const footprint = site.fit(at, width, style.depth * random.between(0.94, 1.06), angle, {
        ring: block.ring,
        setbackMetres: style.setback,
        gapMetres: use === 'old' ? 3 : 8,
      });
      if (!footprint) {
        u += 5;
        continue;
      }
      site.take(footprint);
      const floors =
        use === 'old' || use === 'offices'
          ? random.integer(style.floors[0], style.floors[1])
          : Math.max(style.floors[0], common - (random.chance(0.25) ? random.integer(0, 3) : 0));
      const perFloor = use === 'slabs' ? Math.max(2, Math.round(width / 13)) : style.perFloor;
      drafts.push({ kind: style.kind, floors, households: floors * perFloor, grid: block.grid, footprint });
      u += width + style.gap * random.between(0.85, 1.3);
    }
  }
  return drafts;
}

/** Shops along the block's edges, their fronts to the street. */
export function fillEdges(block: Block, site: Site, random: Random): Draft[] {
  const drafts: Draft[] = [];
  block.ring.forEach((a, i) => {
    const b = block.ring[(i + 1) % block.ring.length] as Point;
    const length = distance(a, b);
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
    for (let u = 14; u < length - 14; ) {
      const width = random.between(13, 26);
      const p = lerp(a, b, (u + width / 2) / length);
      const inward = random.between(17, 19);
      const footprint = site.fit(
        [p[0] - Math.sin(angle) * inward, p[1] + Math.cos(angle) * inward],
        width,
        12,
        angle,
        { ring: block.ring, setbackMetres: 8, gapMetres: 1.5 },
      );
      if (footprint) {
        site.take(footprint);
        drafts.push({
          kind: 'shop',
          floors: random.integer(1, 4),
          households: 0,
          grid: block.grid,
          footprint,
        });
      }
      u += footprint ? width + random.between(1.5, 9) : 8;
    }
  });
  return drafts;
}
