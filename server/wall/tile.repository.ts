import { caseCondition, type Scope } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';

export interface TileAddress {
  z: number;
  x: number;
  y: number;
}

/** Below this zoom, pins that would touch are one point with a `count`. */
const clusterBelowZoom = 11;

/** Open cases of a tile (layer `cases`); a vector tile after MVT 2.1. */
export async function caseTile(db: Db, { z, x, y }: TileAddress, scope: Scope): Promise<Buffer> {
  const values: unknown[] = [z, x, y];
  const seen = caseCondition(scope, (value) => `$${values.push(value)}`) ?? 'true';
  const { rows } = await db.query(
    z < clusterBelowZoom
      ? `with pins as (
           select c.state, c.scene, st_asmvtgeom(st_transform(c.location, 3857), e.mercator, 4096, 0, true) as geom
             from cases c, (select st_tileenvelope($1, $2, $3) as mercator) e
            where ${seen} and c.closed_at is null and c.location && st_transform(e.mercator, 4326))
         , cells as (
           select st_centroid(st_collect(geom)) as geom, count(*)::int as count,
                  count(*) filter (where scene is not null)::int as ai
             from pins where geom is not null group by floor(st_x(geom) / 128), floor(st_y(geom) / 128))
         select st_asmvt(cells, 'cases', 4096, 'geom') as tile from cells`
      : `with pins as (
           select c.id, c.state, c.scene, c.type_code as "typeCode", c.source,
                  extract(epoch from c.opened_at)::bigint as "openedAt",
                  st_asmvtgeom(st_transform(c.location, 3857), e.mercator, 4096, 64, true) as geom
             from cases c, (select st_tileenvelope($1, $2, $3) as mercator) e
            where ${seen} and c.closed_at is null and c.location && st_transform(st_expand(e.mercator, 64), 4326))
         select st_asmvt(pins, 'cases', 4096, 'geom') as tile from pins where geom is not null`,
    values,
  );
  return rows[0].tile;
}

/** Grids of a tile (layer `grids`). */
export async function gridTile(db: Db, { z, x, y }: TileAddress): Promise<Buffer> {
  const { rows } = await db.query(
    `with shapes as (
       select g.code, g.name, g.name_en as "nameEn", g.kind,
              st_asmvtgeom(st_transform(g.geom, 3857), e.mercator, 4096, 64, true) as geom
         from grids g, (select st_tileenvelope($1, $2, $3) as mercator) e
        where g.valid_to > now() and g.geom && st_transform(e.mercator, 4326))
     select st_asmvt(shapes, 'grids', 4096, 'geom') as tile from shapes where geom is not null`,
    [z, x, y],
  );
  return rows[0].tile;
}
