import { caseTile } from '../server/wall/tile.repository.ts';
import { ratioOf, timedInTurn } from './figures.ts';
import { county } from './plant-county.ts';
import type { PrivateDatabase } from './private-database.ts';
import type { RunningServer } from './running-server.ts';

/** The tiles that draw the open cases: over HTTP, by their statement alone, and beside the bare search in the index. */
export async function measureCaseTiles(database: PrivateDatabase, server: RunningServer, rounds: number) {
  const { pool } = database;
  const { rows } = await pool.query('select count(*)::int as pins from cases where closed_at is null');
  const byZoom: Record<string, unknown> = {};
  for (const zoom of [9, 11, 12, 14]) {
    const tiles = tilesOfCounty(zoom);
    const tileOf = (round: number) => tiles[(round * 7) % tiles.length] as [number, number];
    const spreads = await timedInTurn(
      {
        http: (round) => server.get(`/api/tiles/cases/${zoom}/${tileOf(round).join('/')}.mvt`),
        statement: (round) => {
          const [x, y] = tileOf(round);
          return caseTile(pool, { z: zoom, x, y }, { kind: 'district' });
        },
        plainSearch: (round) =>
          pool.query(
            `select id, state, scene, st_x(location) as lng, st_y(location) as lat from cases
              where closed_at is null and location && st_transform(st_tileenvelope($1, $2, $3), 4326)`,
            [zoom, ...tileOf(round)],
          ),
      },
      rounds,
    );
    byZoom[zoom] = {
      tiles: tiles.length,
      ...spreads,
      ratioToPlainSearch: ratioOf(spreads.http, spreads.plainSearch),
    };
  }
  return { pins: rows[0].pins, byZoom };
}

/** `[x, y]` of the tiles at a zoom that the county lies in. */
function tilesOfCounty(zoom: number): [number, number][] {
  const { west, south, columns, rows, cellDegrees } = county;
  const [left, bottom] = tileAt(west, south, zoom);
  const [right, top] = tileAt(west + columns * cellDegrees, south + rows * cellDegrees, zoom);
  const tiles: [number, number][] = [];
  for (let x = left; x <= right; x += 1) for (let y = top; y <= bottom; y += 1) tiles.push([x, y]);
  return tiles;
}

function tileAt(lng: number, lat: number, zoom: number): [number, number] {
  const radians = (lat * Math.PI) / 180;
  const x = ((lng + 180) / 360) * 2 ** zoom;
  const y = ((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * 2 ** zoom;
  return [Math.floor(x), Math.floor(y)];
}
