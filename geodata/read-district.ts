import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import * as rows from './district-rows.ts';

/** The demo district as its files say it. */
export interface District {
  manifest: rows.Manifest;
  /** Parents before children: county, townships, communities. */
  areas: rows.Area[];
  grids: rows.Grid[];
  roads: rows.Road[];
  buildings: rows.Building[];
  cameras: rows.Camera[];
  people: rows.Person[];
  departments: rows.Department[];
  /** Parents before children. */
  eventTypes: rows.EventType[];
  history: rows.PastCase[];
  terrain: rows.Terrain;
}

/** Where the repository keeps it. */
export const districtDir = path.join(import.meta.dirname, 'district');

async function textOf(dir: string, file: string): Promise<string> {
  const bytes = await readFile(path.join(dir, file));
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

async function readCsv<T>(dir: string, file: string, shape: z.ZodType<T>): Promise<T[]> {
  const cells: unknown = parse(await textOf(dir, file), { columns: true, bom: true });
  return z.array(shape).parse(cells);
}

async function readLines<T>(dir: string, file: string, shape: z.ZodType<T>): Promise<T[]> {
  const lines = (await textOf(dir, file)).split('\n').filter((line) => line !== '');
  return lines.map((line) => shape.parse(JSON.parse(line)));
}

async function readFeatures<P extends z.ZodType, G extends z.ZodType>(
  dir: string,
  file: string,
  properties: P,
  geometry: G,
) {
  const collection = z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(z.object({ properties, geometry })),
  });
  return collection.parse(JSON.parse(await textOf(dir, file))).features;
}

async function readTerrain(dir: string): Promise<rows.Terrain> {
  const header = rows.TerrainHeader.parse(JSON.parse(await textOf(dir, 'terrain.json')));
  const bytes = gunzipSync(await readFile(path.join(dir, 'terrain.i16.gz')));
  if (bytes.length !== header.columns * header.rows * 2)
    throw new Error('terrain.i16.gz does not hold columns × rows heights');
  const decimetres = Int16Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(i * 2));
  return { ...header, decimetres };
}

/** Reads and checks every file of a district folder; a row that doesn't fit throws with its place. */
export async function readDistrict(dir: string = districtDir): Promise<District> {
  const line = z.object({
    type: z.literal('LineString'),
    coordinates: z.array(z.tuple([z.number(), z.number()])),
  });
  const areas = await readFeatures(dir, 'areas.geojson.gz', rows.Area, rows.Polygonal);
  const grids = await readFeatures(dir, 'grids.geojson.gz', rows.Grid, rows.Polygonal);
  const roads = await readFeatures(dir, 'roads.geojson.gz', rows.Road, line);
  return {
    manifest: rows.Manifest.parse(JSON.parse(await textOf(dir, 'district.json'))),
    areas: areas.map(({ properties, geometry }) => ({ ...properties, geometry })),
    grids: grids.map(({ properties, geometry }) => ({ ...properties, geometry })),
    roads: roads.map(({ properties, geometry }) => ({ ...properties, line: geometry.coordinates })),
    buildings: await readCsv(dir, 'buildings.csv.gz', rows.Building),
    cameras: await readCsv(dir, 'cameras.csv', rows.Camera),
    people: await readCsv(dir, 'people.csv', rows.Person),
    departments: await readCsv(dir, 'departments.csv', rows.Department),
    eventTypes: await readCsv(dir, 'event-types.csv', rows.EventType),
    history: await readLines(dir, 'history.ndjson.gz', rows.PastCase),
    terrain: await readTerrain(dir),
  };
}

/** A past case with real times. */
export type DatedCase = Omit<rows.PastCase, `${string}Minute`> &
  Record<'openedAt' | 'acceptedAt' | 'dispatchedAt' | 'feedbackAt' | 'closedAt' | 'dueAt', Date>;

/** The year of cases that ends now: what would be opened later is left out, what would be closed later is still open. */
export function historyEndingAt(
  history: readonly rows.PastCase[],
  now: Date,
  utcOffsetMinutes = 480,
): DatedCase[] {
  const local = now.getTime() + utcOffsetMinutes * 60_000;
  const midnight = Math.floor(local / 86_400_000) * 86_400_000 - utcOffsetMinutes * 60_000;
  const at = (minute: number): Date => new Date(midnight + minute * 60_000);
  return history
    .filter((past) => at(past.openedMinute).getTime() <= now.getTime())
    .map(
      ({
        openedMinute,
        acceptedMinute,
        dispatchedMinute,
        feedbackMinute,
        closedMinute,
        dueMinute,
        ...rest
      }) => ({
        ...rest,
        openedAt: at(openedMinute),
        acceptedAt: at(acceptedMinute),
        dispatchedAt: at(dispatchedMinute),
        feedbackAt: at(feedbackMinute),
        closedAt: at(closedMinute),
        dueAt: at(dueMinute),
      }),
    );
}
