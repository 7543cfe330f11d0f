import type { Db } from '../platform/db.ts';
import { insertPlates } from '../residents/plate.repository.ts';
import { newPlateCode } from '../residents/plate.service.ts';
import { insertGridTasks } from './insert-grid-tasks.ts';

/** Printed in the README, so that a first visitor has a code to try. */
const firstPlateCode = 'DEMO000001';

/** Door plates along the streets of the demo grid's community; codes of phones are shown there instead of sent. */
export async function insertResidents(db: Db): Promise<void> {
  await db.query('update resident_policy set shows_codes = true');
  const { rows } = await db.query<{ address: string; addressEn: string; lng: number; lat: number }>(
    `with home as (
       select g.community_code, g.code from cameras k join grids g on g.code = k.grid_code
        where k.scene = 'fire-lane' order by k.code limit 1),
     pieces as (
       select g.code as grid_code, g.code = home.code as is_home, s.name, s.name_en, line.geom,
              st_length(line.geom::geography) as metres
         from grids g join home on home.community_code = g.community_code
         join streets s on s.geom && g.geom and st_intersects(s.geom, g.geom),
              lateral st_dump(st_linemerge(st_collectionextract(st_intersection(s.geom, g.geom), 2))) line),
     points as (
       select is_home, name, name_en, grid_code,
              st_lineinterpolatepoint(geom, least(1, (i + 0.5) * 45 / metres)) as p,
              2 * row_number() over (partition by name order by grid_code, geom, i) as n
         from pieces, lateral generate_series(0, floor(metres / 45)::int - 1) i)
     select name || n || '号' as address, n || ' ' || name_en as "addressEn", st_x(p) as lng, st_y(p) as lat
       from points order by is_home desc, name, n limit 300`,
  );
  await insertPlates(
    db,
    rows.map(({ address, addressEn, lng, lat }, index) => ({
      code: index === 0 ? firstPlateCode : newPlateCode(),
      address,
      addressEn,
      location: [lng, lat],
    })),
  );
  await insertGridTasks(db, firstPlateCode);
  await insertPastRatings(db);
}

/** What the year's reporters said; those of the last days who were not satisfied are still to be called. */
async function insertPastRatings(db: Db): Promise<void> {
  await db.query(
    `insert into ratings (case_id, rating, by_link, rated_at)
     select id, case when rating >= 4 then 'satisfied' when rating = 3 then 'so-so' else 'not' end, true, closed_at
       from cases where rating is not null order by closed_at`,
  );
  await db.query(
    `update ratings set note = '问题还在，没有彻底解决'
      where id in (select r.id from ratings r join case_contacts k on k.case_id = r.case_id
                    where r.rating = 'not' order by r.rated_at desc limit 4)`,
  );
  await db.query(
    `insert into call_backs (case_id, rating_id, created_at)
     select r.case_id, r.id, r.rated_at from ratings r where r.note is not null`,
  );
}
