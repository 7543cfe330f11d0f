import type { Area, Grid, Manifest } from '../district-rows.ts';
import { dissolve, polygonOf } from './dissolve.ts';
import type { GrownDistrict } from './grow-district.ts';
import { baseCode, countyName } from './hierarchy.ts';
import { type Point, type Ring, toLngLat } from './plane.ts';
import { town } from './skeleton.ts';
import { createFileWriter } from './write-files.ts';

const closed = (ring: Ring): [number, number][] => [...ring, ring[0] as Point].map(toLngLat);

export const areasOf = ({ partition, hierarchy }: GrownDistrict): Area[] =>
  hierarchy.areas.map((area) => {
    const prefix = { county: 6, township: 9, community: 12 }[area.level];
    const faces = hierarchy.grids
      .filter((grid) => grid.code.startsWith(area.code.slice(0, prefix)))
      .map((grid) => grid.face);
    return { ...area, geometry: dissolve(partition, faces) };
  });

export const gridsOf = ({ partition, hierarchy, households }: GrownDistrict): Grid[] =>
  hierarchy.grids
    .map(({ face, code, communityCode, name, nameEn, kind, purpose }, i) => ({
      code,
      communityCode,
      name,
      nameEn,
      kind,
      purpose,
      households: households.get(i) ?? 0,
      geometry: polygonOf(partition.ringOf(face)),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));

function manifest(areas: readonly Area[], seed: string): Manifest {
  const county = areas[0]?.geometry.coordinates.flat(2) as unknown as number[] | [number, number][];
  const points = (county as unknown[]).flat(1) as number[];
  const [lngs, lats] = [points.filter((_, i) => i % 2 === 0), points.filter((_, i) => i % 2 === 1)];
  const bounds: Manifest['bounds'] = [
    Math.min(...lngs),
    Math.min(...lats),
    Math.max(...lngs),
    Math.max(...lats),
  ];
  return { ...countyName, baseCode, centre: toLngLat(town.centre), bounds, timeZone: 'Asia/Shanghai', seed };
}

/** Writes every file of the district but the two tables that people edit (departments and event types). */
export function writeDistrict(dir: string, district: GrownDistrict, seed: string): void {
  const write = createFileWriter(dir);
  const areas = areasOf(district);
  const grids = gridsOf(district);
  const feature = <T extends { geometry: object }>({ geometry, ...properties }: T) => ({
    properties,
    geometry,
  });
  write.text('district.json', `${JSON.stringify(manifest(areas, seed), null, 2)}\n`);
  write.features('areas.geojson.gz', areas.map(feature));
  write.features('grids.geojson.gz', grids.map(feature));
  write.features(
    'roads.geojson.gz',
    district.roads.map(({ line, name, nameEn, class: cls, ref }) => ({
      properties: { name, nameEn, class: cls, ref },
      geometry: { type: 'LineString', coordinates: line.map(toLngLat) },
    })),
  );
  const counters = new Map<string, number>();
  write.csv(
    'buildings.csv.gz',
    district.drafts.map(({ grid, kind, floors, households, footprint }) => {
      const gridCode = district.hierarchy.grids[grid]?.code as string;
      const number = (counters.get(gridCode) ?? 0) + 1;
      counters.set(gridCode, number);
      return {
        code: `${gridCode}${String(number).padStart(4, '0')}`,
        gridCode,
        kind,
        floors,
        households,
        ring: closed(footprint.ring),
      };
    }),
  );
  write.csv(
    'cameras.csv',
    district.cameras.map((camera) => ({ ...camera, settings: JSON.stringify(camera.settings) })),
  );
  write.csv('people.csv', district.people as unknown as Record<string, unknown>[]);
  write.lines('history.ndjson.gz', district.history);
  const { decimetres, ...header } = district.terrain;
  write.text('terrain.json', `${JSON.stringify(header, null, 2)}\n`);
  const heights = Buffer.alloc(decimetres.length * 2);
  for (const [i, value] of decimetres.entries()) heights.writeInt16LE(value, i * 2);
  write.bytes('terrain.i16.gz', heights);
}
