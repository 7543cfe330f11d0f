import { GridCollection } from '#contract/grid.ts';
import { gridCondition, type Scope } from '../access/scope.ts';
import type { Db } from '../platform/db.ts';

/** Valid grids by code, with the load that colours them. */
export async function listGrids(
  db: Db,
  filter: {
    bbox: [number, number, number, number] | undefined;
    after: string | undefined;
    limit: number;
    scope: Scope;
  },
): Promise<GridCollection> {
  const values: unknown[] = [filter.bbox ?? null, filter.after ?? null, filter.limit + 1];
  const seen = gridCondition(filter.scope, 'g.code', (value) => `$${values.push(value)}`) ?? 'true';
  const { rows } = await db.query(
    `with matched as (
       select g.* from grids g
        where ${seen} and g.valid_from <= now() and g.valid_to > now()
          and ($1::float8[] is null or g.geom && st_makeenvelope($1[1], $1[2], $1[3], $1[4], 4326)))
     select g.code, g.name, g.name_en as "nameEn", g.kind, g.households, g.community_code as "communityCode",
            v.name as "communityName", v.name_en as "communityNameEn", g.township_code as "townshipCode",
            w.name as "townshipName", w.name_en as "townshipNameEn", g.chief_name as "chiefName",
            g.chief_phone as "chiefPhone",
            (select count(*) from cases c where c.grid_code = g.code and c.closed_at is null) as "openCases",
            st_asgeojson(g.geom, 6)::json as geometry, (select count(*) from matched) as matched
       from matched g join areas v on v.code = g.community_code join areas w on w.code = g.township_code
      where $2::text is null or g.code > $2 order by g.code limit $3`,
    values,
  );
  const page = rows.slice(0, filter.limit);
  return GridCollection.parse({
    type: 'FeatureCollection',
    features: page.map(({ geometry, matched: _, ...properties }) => ({
      type: 'Feature',
      id: properties.code,
      geometry,
      properties,
    })),
    numberMatched: rows[0]?.matched ?? 0,
    ...(rows.length > filter.limit ? { next: page.at(-1)?.code } : {}),
  });
}
