import type { Feature, Geometry } from 'geojson';
import type { Polygonal } from '../district-rows.ts';
import type { GrownDistrict } from './grow-district.ts';
import { county, type Line, type Point, type Ring, toLngLat } from './plane.ts';
import { resample } from './polyline.ts';
import { areaOf, innerPointOf } from './ring.ts';
import { outline, type RoadClass, rivers, seats } from './skeleton.ts';
import { lakes } from './waters.ts';
import { areasOf } from './write-district.ts';

/** What the tiles hold: each feature says from which zoom it is drawn. */
export interface MapFeature {
  minzoom: number;
  feature: Feature;
}
export type LayerName =
  | 'outside'
  | 'landuse'
  | 'contour'
  | 'water'
  | 'waterway'
  | 'building'
  | 'road'
  | 'boundary'
  | 'place';

const closed = (ring: Ring): [number, number][] => [...ring, ring[0] as Point].map(toLngLat);
const polygon = (rings: Ring[]): Geometry => ({ type: 'Polygon', coordinates: rings.map(closed) });
const lineString = (line: Line): Geometry => ({ type: 'LineString', coordinates: line.map(toLngLat) });
const point = (p: Point): Geometry => ({ type: 'Point', coordinates: toLngLat(p) });
const made = (
  minzoom: number,
  geometry: Geometry,
  properties: Record<string, string | number>,
): MapFeature => ({ minzoom, feature: { type: 'Feature', geometry, properties } });

const roadZoom: Record<RoadClass, number> = {
  motorway: 8,
  rail: 9,
  trunk: 8,
  primary: 9,
  secondary: 10,
  tertiary: 12,
  residential: 13,
  lane: 14,
  track: 14,
};
const landuseZoom = {
  wood: 8,
  residential: 12,
  commercial: 12,
  industrial: 12,
  civic: 12,
  park: 11,
  village: 11,
  field: 12,
  paddy: 12,
  orchard: 12,
} as const;

/** The town and the market towns as one tint for the far zooms. */
const builtUp = (district: GrownDistrict): MapFeature[] => {
  const outlines = [...seats.map((seat) => seat.outline)];
  const core = district.hierarchy.grids
    .filter((grid) => grid.setting.kind === 'town')
    .map((grid) => district.partition.ringOf(grid.face));
  return [...outlines, ...core].map((ring) => made(8, polygon([ring]), { kind: 'urban' }));
};

/** Borders as lines, each drawn once, with the highest level that they part. */
function boundaries({ partition, hierarchy }: GrownDistrict): MapFeature[] {
  const codes = new Map(hierarchy.grids.map((grid) => [grid.face, grid.code]));
  const owner = new Map<string, string>();
  for (const [face, ring] of partition.faces)
    for (const [i, a] of ring.entries())
      owner.set(`${a} ${ring[(i + 1) % ring.length]}`, codes.get(face) ?? '');
  const pieces = {
    county: [] as [number, number][],
    township: [] as [number, number][],
    community: [] as [number, number][],
  };
  for (const [key, code] of owner) {
    const [a, b] = key.split(' ').map(Number) as [number, number];
    const other = owner.get(`${b} ${a}`);
    if (other !== undefined && a > b) continue;
    if (other === undefined) pieces.county.push([a, b]);
    else if (code.slice(0, 9) !== other.slice(0, 9)) pieces.township.push([a, b]);
    else if (code.slice(0, 12) !== other.slice(0, 12)) pieces.community.push([a, b]);
  }
  const zoom = { county: 8, township: 9, community: 12 };
  return (Object.keys(pieces) as (keyof typeof pieces)[]).flatMap((level) =>
    chain(pieces[level]).map((ids) =>
      made(zoom[level], lineString(ids.map((v) => partition.vertices[v] as Point)), { level }),
    ),
  );
}

/** Joins edges into long lines, broken only where more than two meet. */
function chain(edges: readonly [number, number][]): number[][] {
  const around = new Map<number, Set<number>>();
  const link = (a: number, b: number): void => {
    around.set(a, (around.get(a) ?? new Set()).add(b));
  };
  for (const [a, b] of edges) {
    link(a, b);
    link(b, a);
  }
  const take = (a: number, b: number): void => {
    around.get(a)?.delete(b);
    around.get(b)?.delete(a);
  };
  const degree = new Map([...around].map(([v, set]) => [v, set.size]));
  const walk = (start: number): number[] => {
    const line = [start];
    for (let v = start; ; ) {
      const next = around.get(v)?.values().next().value;
      if (next === undefined) return line;
      take(v, next);
      line.push(next);
      v = next;
      if (degree.get(v) !== 2) return line;
    }
  };
  const lines: number[][] = [];
  const starts = [...around.keys()].sort(
    (a, b) => (degree.get(a) === 2 ? 1 : 0) - (degree.get(b) === 2 ? 1 : 0),
  );
  for (const start of starts) while ((around.get(start)?.size ?? 0) > 0) lines.push(walk(start));
  return lines;
}

const middleOf = (geometry: Polygonal, toPlanePoint: (p: [number, number]) => Point): Point => {
  const ring = (geometry.type === 'Polygon' ? geometry.coordinates[0] : geometry.coordinates[0]?.[0]) ?? [];
  return innerPointOf(ring.slice(0, -1).map(toPlanePoint), 16);
};

function places(district: GrownDistrict, toPlanePoint: (p: [number, number]) => Point): MapFeature[] {
  const seatOf = new Map(seats.map((seat) => [seat.key, seat.at]));
  const ofAreas = areasOf(district).map(({ level, kind, name, nameEn, geometry }) => {
    const at = seatOf.get(name.slice(0, 2)) ?? middleOf(geometry, toPlanePoint);
    if (level === 'county')
      return made(8, point(toPlanePoint([113.7947, 30.2935])), { kind: 'county', name, nameEn, rank: 0 });
    if (level === 'township')
      return made(kind === 'street' ? 11 : 9, point(at), {
        kind,
        name,
        nameEn,
        rank: kind === 'street' ? 2 : 1,
      });
    return made(kind === 'village' ? 12 : 13, point(middleOf(geometry, toPlanePoint)), {
      kind,
      name,
      nameEn,
      rank: kind === 'village' ? 4 : 3,
    });
  });
  const parks = district.hierarchy.grids
    .filter((grid) => grid.purpose === 'park' || grid.purpose === 'market')
    .map((grid) =>
      made(14, point(grid.centre), {
        kind: grid.purpose as string,
        name: grid.name.replace('专属网格', ''),
        nameEn: grid.nameEn.replace(' Grid', ''),
        rank: 5,
      }),
    );
  const waters = lakes.map(({ name, nameEn, ring }) =>
    made(areaOf(ring) > 1_000_000 ? 11 : 13, point(innerPointOf(ring)), {
      kind: 'lake',
      name,
      nameEn,
      rank: 3,
    }),
  );
  return [...ofAreas, ...parks, ...waters];
}

/** All layers in drawing order. */
export function basemapLayers(
  district: GrownDistrict,
  toPlanePoint: (p: [number, number]) => Point,
): Record<LayerName, MapFeature[]> {
  const { widthMetres: w, heightMetres: h } = county;
  const far = 60_000;
  const world: Ring = [
    [-far, -far],
    [w + far, -far],
    [w + far, h + far],
    [-far, h + far],
  ];
  const name = ({ name: zh, nameEn }: { name: string; nameEn: string }): Record<string, string> =>
    zh ? { name: zh, nameEn } : {};
  return {
    outside: [
      made(8, polygon([world, [...outline].reverse()]), { kind: 'beyond' }),
      made(8, polygon([outline]), { kind: 'county' }),
    ],
    landuse: [
      ...builtUp(district),
      ...district.landuse.map(({ kind, rings }) => made(landuseZoom[kind], polygon(rings), { kind })),
    ],
    contour: district.contours.map(({ height, ring }) =>
      made(height % 80 === 60 ? 11 : 12, lineString([...ring, ring[0] as Point]), { height }),
    ),
    water: district.waters.map((water) =>
      made(water.kind === 'pond' ? 13 : 8, polygon([water.ring]), { kind: water.kind, ...name(water) }),
    ),
    waterway: rivers.map((river) =>
      made(river.main ? 8 : 9, lineString(resample(river.line, 90)), {
        kind: river.main ? 'river' : 'stream',
        ...name(river),
      }),
    ),
    building: district.drafts.map(({ footprint, floors, kind }) =>
      made(kind === 'house' || kind === 'shop' ? 14 : 13, polygon([footprint.ring]), { kind, floors }),
    ),
    road: district.roads.map((road) =>
      made(roadZoom[road.class], lineString(road.line), {
        class: road.class,
        ...name(road),
        ...(road.ref ? { ref: road.ref } : {}),
      }),
    ),
    boundary: boundaries(district),
    place: places(district, toPlanePoint),
  };
}
