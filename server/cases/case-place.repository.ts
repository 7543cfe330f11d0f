import type { LngLat } from '#contract/geo.ts';
import type { Db } from '../platform/db.ts';

export interface FoundPlace {
  gridCode: string | null;
  streetId: number | null;
}

/** The grid that holds a position (or the nearest within 500 m: a pin beside the border) and the nearest street within 400 m. */
export async function findPlace(db: Db, [lng, lat]: LngLat): Promise<FoundPlace> {
  const { rows } = await db.query(
    `with here as (select st_setsrid(st_makepoint($1, $2), 4326) as p)
     select (select g.code from grids g, here
              where g.geom && st_expand(here.p, 0.006) and g.valid_to > now()
                and st_dwithin(g.geom::geography, here.p::geography, 500)
              order by st_distance(g.geom, here.p), g.code limit 1) as grid_code,
            (select s.id from streets s, here
              where s.geom && st_expand(here.p, 0.005)
                and st_dwithin(s.geom::geography, here.p::geography, 400)
              order by st_distance(s.geom, here.p), s.id limit 1) as street_id`,
    [lng, lat],
  );
  return { gridCode: rows[0].grid_code, streetId: rows[0].street_id };
}
