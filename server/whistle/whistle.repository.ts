import type { CaseSource } from '#contract/case-state.ts';
import type { LngLat } from '#contract/geo.ts';
import type { EventType } from '#contract/whistle.ts';
import type { Db } from '../platform/db.ts';

/** The case that a reporter's key opened; the key is held until the transaction ends. */
export async function findByClientKey(
  tx: Db,
  reporterId: string,
  clientKey: string,
): Promise<string | undefined> {
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`whistle:${reporterId}:${clientKey}`]);
  const { rows } = await tx.query('select id from cases where reporter_id = $1 and client_key = $2', [
    reporterId,
    clientKey,
  ]);
  return rows[0]?.id;
}

export async function isInDistrict(db: Db, [lng, lat]: LngLat): Promise<boolean> {
  const { rows } = await db.query(
    `select exists (select from areas where level = 'county'
                       and st_intersects(geom, st_setsrid(st_makepoint($1, $2), 4326))) as inside`,
    [lng, lat],
  );
  return rows[0].inside;
}

export interface ReportedCase {
  source: CaseSource;
  typeCode: string;
  location: LngLat;
  text: string;
  gridCode: string | null;
  streetId: number | null;
  reporterId: string;
  clientKey: string | null;
  openedAt: Date;
  dueAt: Date | null;
}

/** The new case's id; undefined where there is no such type. */
export async function insertReportedCase(tx: Db, reported: ReportedCase): Promise<string | undefined> {
  const { rows } = await tx.query(
    `insert into cases (number, source, type_code, department_code, state, location, grid_code, street_id, text,
                        reporter_id, client_key, started_at, opened_at, due_at)
     select to_char($10::timestamptz at time zone (select time_zone from district), 'YYYYMMDD') || '-' ||
              lpad(nextval('case_number_seq')::text, 6, '0'),
            $1, t.code, t.department_code, 'reported', st_setsrid(st_makepoint($3, $4), 4326), $5, $6, $7, $8, $9,
            $10, $10, $11
       from event_types t where t.code = $2
     returning id`,
    [
      reported.source,
      reported.typeCode,
      reported.location[0],
      reported.location[1],
      reported.gridCode,
      reported.streetId,
      reported.text,
      reported.reporterId,
      reported.clientKey,
      reported.openedAt,
      reported.dueAt,
    ],
  );
  return rows[0]?.id;
}

export async function listEventTypes(db: Db): Promise<EventType[]> {
  const { rows } = await db.query(
    `select code, parent_code, name, name_en, department_code, limit_value, limit_unit from event_types order by code`,
  );
  return rows.map((row) => ({
    code: row.code,
    parentCode: row.parent_code,
    name: row.name,
    nameEn: row.name_en,
    departmentCode: row.department_code,
    limit: row.limit_unit === null ? null : { value: Number(row.limit_value), unit: row.limit_unit },
  }));
}
