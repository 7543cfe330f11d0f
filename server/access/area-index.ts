import type { Db } from '../platform/db.ts';

/** Codes of a grid and of the areas above it, by grid and by camera; kept in memory for the flow of events. */
export interface AreaIndex {
  ofGrid(gridCode: string | null): readonly string[];
  ofCamera(cameraCode: string): readonly string[];
}

const refreshMs = 60_000;

/** Reads the index when it is asked for and older than a minute. */
export function createAreaIndex(db: Db, now: () => number = Date.now): () => Promise<AreaIndex> {
  let readAt = Number.NEGATIVE_INFINITY;
  let index: Promise<AreaIndex> | undefined;
  return () => {
    if (!index || now() - readAt > refreshMs) {
      readAt = now();
      index = readIndex(db);
      index.catch(() => {
        index = undefined; // whoever asked is told; the next one asks again
      });
    }
    return index;
  };
}

async function readIndex(db: Db): Promise<AreaIndex> {
  const [grids, cameras] = await Promise.all([
    db.query(
      `select g.code, array_remove(array[w.parent_code, g.township_code, g.community_code, g.code], null) as codes
         from grids g join areas w on w.code = g.township_code`,
    ),
    db.query('select code, grid_code from cameras where grid_code is not null'),
  ]);
  const byGrid = new Map<string, readonly string[]>(grids.rows.map((row) => [row.code, row.codes]));
  const gridOfCamera = new Map<string, string>(cameras.rows.map((row) => [row.code, row.grid_code]));
  const nowhere: readonly string[] = [];
  const ofGrid = (code: string | null | undefined) => (code ? byGrid.get(code) : undefined) ?? nowhere;
  return { ofGrid, ofCamera: (code) => ofGrid(gridOfCamera.get(code)) };
}
