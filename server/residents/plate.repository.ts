import type { LngLat } from '#contract/geo.ts';
import { type Plate, ReportableType } from '#contract/resident.ts';
import type { Db } from '../platform/db.ts';

/** A plate as it is written down; its code is settled. */
export interface CodedPlate {
  code: string;
  address: string;
  addressEn: string | null;
  location: LngLat;
}

const selectPlates = `
  select p.code, p.address, p.address_en as "addressEn", st_x(p.location) as lng, st_y(p.location) as lat,
         p.grid_code as "gridCode", g.name as "gridName", g.name_en as "gridNameEn"
    from door_plates p left join grids g on g.code = p.grid_code`;

// biome-ignore lint/suspicious/noExplicitAny: a row of selectPlates
const plateOfRow = ({ lng, lat, gridName: _, gridNameEn: __, ...row }: any): Plate => ({
  ...row,
  location: [lng, lat],
});

/** A plate that can be reported from, with its grid's name. */
export async function findReportablePlate(
  db: Db,
  code: string,
): Promise<(Plate & { gridName: string | null; gridNameEn: string | null }) | undefined> {
  const { rows } = await db.query(`${selectPlates} where p.code = $1 and p.retired_at is null`, [
    code.toUpperCase(),
  ]);
  const [row] = rows;
  return row && { ...plateOfRow(row), gridName: row.gridName, gridNameEn: row.gridNameEn };
}

export async function listPlates(
  db: Db,
  gridCode: string,
  seen: (bind: (value: unknown) => string) => string | undefined,
): Promise<Plate[]> {
  const values: unknown[] = [gridCode];
  const condition = seen((value) => `$${values.push(value)}`);
  const { rows } = await db.query(
    `${selectPlates} where p.grid_code = $1 and p.retired_at is null ${condition ? `and ${condition}` : ''}
      order by p.address, p.code limit 5000`,
    values,
  );
  return rows.map(plateOfRow);
}

/** Codes that are on a plate already, or were once. */
export async function takenCodes(db: Db, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query('select code from door_plates where code = any($1)', [codes]);
  return new Set(rows.map((row) => row.code));
}

/** Inserts plates, each in the grid that holds it or the nearest within 500 m. */
export async function insertPlates(tx: Db, plates: readonly CodedPlate[]): Promise<Plate[]> {
  await tx.query(
    `insert into door_plates (code, address, address_en, location, grid_code)
     select r.code, r.address, r."addressEn", here.p,
            (select g.code from grids g
              where g.geom && st_expand(here.p, 0.006) and g.valid_to > now()
                and st_dwithin(g.geom::geography, here.p::geography, 500)
              order by st_distance(g.geom, here.p), g.code limit 1)
       from json_to_recordset($1) r (code text, address text, "addressEn" text, location json),
            lateral (select st_setsrid(st_makepoint((r.location->>0)::float8, (r.location->>1)::float8), 4326) as p) here`,
    [JSON.stringify(plates)],
  );
  const { rows } = await tx.query(
    `${selectPlates} join unnest($1::text[]) with ordinality as asked (code, n) on asked.code = p.code order by n`,
    [plates.map(({ code }) => code)],
  );
  return rows.map(plateOfRow);
}

/** Its address; undefined where there is no such plate, or the keeper doesn't see it. */
export async function retirePlate(
  db: Db,
  code: string,
  seen: (bind: (value: unknown) => string) => string | undefined,
): Promise<string | undefined> {
  const values: unknown[] = [code.toUpperCase()];
  const condition = seen((value) => `$${values.push(value)}`);
  const { rows } = await db.query(
    `update door_plates p set retired_at = now()
      where p.code = $1 and p.retired_at is null ${condition ? `and ${condition}` : ''}
      returning address`,
    values,
  );
  return rows[0]?.address;
}

/** Codes of those grids among these that the keeper sees. */
export async function seenGrids(
  db: Db,
  gridCodes: readonly string[],
  seen: (bind: (value: unknown) => string) => string | undefined,
): Promise<Set<string>> {
  const values: unknown[] = [gridCodes];
  const condition = seen((value) => `$${values.push(value)}`);
  const { rows } = await db.query(
    `select code from unnest($1::text[]) as p (code) ${condition ? `where ${condition}` : ''}`,
    values,
  );
  return new Set(rows.map((row) => row.code));
}

/** What residents can report: classes and their types, without what cameras alone see. */
export async function listReportableTypes(db: Db): Promise<ReportableType[]> {
  const { rows } = await db.query(
    `select code, parent_code as "parentCode", name, name_en as "nameEn" from event_types t
      where code not like 'ai.%' and code <> 'ai' and retired_at is null
        and (parent_code is not null or exists (select from event_types u where u.parent_code = t.code))
      order by code`,
  );
  return rows.map((row) => ReportableType.parse(row));
}
