import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { Department, EventType } from '../district-rows.ts';
import { districtDir } from '../read-district.ts';
import { dark, light } from './basemap-palettes.ts';
import { basemapStyle } from './basemap-style.ts';
import { drawBasemap } from './basemap-tiles.ts';
import { type GrownDistrict, growDistrict } from './grow-district.ts';
import { streamCameras } from './stream-cameras.ts';
import { writeDistrict } from './write-district.ts';
import { createFileWriter } from './write-files.ts';

/** Grows the demo district from its seed and writes it, with its basemap: `npm run geodata`. */
export const seed = 'eyrie';
const geodata = path.resolve(import.meta.dirname, '..');

export function growDemo(): GrownDistrict {
  const table = (file: string): unknown =>
    parse(readFileSync(path.join(districtDir, file)), { columns: true, bom: true });
  return growDistrict(seed, {
    departments: z.array(Department).parse(table('departments.csv')),
    eventTypes: z.array(EventType).parse(table('event-types.csv')),
    streams: streamCameras(path.join(geodata, 'footage/clips')),
  });
}

if (process.argv[1] === import.meta.filename) {
  const district = growDemo();
  writeDistrict(districtDir, district, seed);
  const basemap = createFileWriter(path.join(geodata, 'basemap'));
  basemap.bytes('basemap.pmtiles', drawBasemap(district));
  basemap.text('style-dark.json', `${JSON.stringify(basemapStyle('Eyrie dark', dark), null, 1)}\n`);
  basemap.text('style-light.json', `${JSON.stringify(basemapStyle('Eyrie light', light), null, 1)}\n`);
  process.stdout.write(
    `${district.hierarchy.grids.length} grids, ${district.drafts.length} buildings, ${district.cameras.length} cameras, ${district.history.length} past cases\n`,
  );
}
