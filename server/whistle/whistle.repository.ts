import type { CaseSource } from '#contract/case-state.ts';
import type { LngLat } from '#contract/geo.ts';
import type { EventType, Whistle } from '#contract/whistle.ts';
import type { Db } from '../platform/db.ts';

/** Who reports: an account (for somebody who called), or a resident at a door plate with their phone. */
export type Reporter =
  | { userId: string; caller?: Whistle['caller'] }
  | { residentId: string; plateCode: string; phone: string };

/** The case that a reporter's key opened; the key is held until the transaction ends. */
export async function findByClientKey(
  tx: Db,
  reporter: Reporter,
  clientKey: string,
): Promise<string | undefined> {
  const [column, id] =
    'userId' in reporter ? ['reporter_id', reporter.userId] : ['resident_id', reporter.residentId];
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`whistle:${id}:${clientKey}`]);
  const { rows } = await tx.query(`select id from cases where ${column} = $1 and client_key = $2`, [
    id,
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
  reporter: Reporter;
  clientKey: string | null;
  openedAt: Date;
  dueAt: Date | null;
}

/** The new case's id; undefined where there is no such type. */
export async function insertReportedCase(tx: Db, reported: ReportedCase): Promise<string | undefined> {
  const { reporter } = reported;
  const resident = 'residentId' in reporter ? reporter : undefined;
  const { rows } = await tx.query(
    `insert into cases (number, source, type_code, department_code, state, location, grid_code, street_id, text,
                        reporter_id, client_key, started_at, opened_at, due_at, resident_id, plate_code)
     select to_char($10::timestamptz at time zone (select time_zone from district), 'YYYYMMDD') || '-' ||
              lpad(nextval('case_number_seq')::text, 6, '0'),
            $1, t.code, t.department_code, 'reported', st_setsrid(st_makepoint($3, $4), 4326), $5, $6, $7, $8, $9,
            $10, $10, $11, $12, $13
       from event_types t where t.code = $2 and t.retired_at is null
     returning id`,
    [
      reported.source,
      reported.typeCode,
      reported.location[0],
      reported.location[1],
      reported.gridCode,
      reported.streetId,
      reported.text,
      'userId' in reporter ? reporter.userId : null,
      reported.clientKey,
      reported.openedAt,
      reported.dueAt,
      resident?.residentId ?? null,
      resident?.plateCode ?? null,
    ],
  );
  if (rows[0]) await keepContact(tx, rows[0].id, reporter);
  return rows[0]?.id;
}

/** Whom to ask, and whom to tell what became of it. */
async function keepContact(tx: Db, caseId: string, reporter: Reporter): Promise<void> {
  const { name, phone } =
    'userId' in reporter ? (reporter.caller ?? {}) : { name: undefined, phone: reporter.phone };
  if (name === undefined && phone === undefined) return;
  await tx.query('insert into case_contacts (case_id, name, phone) values ($1, $2, $3)', [
    caseId,
    name ?? null,
    phone?.replace(/[ -]/g, '') ?? null,
  ]);
}

export async function listEventTypes(db: Db): Promise<EventType[]> {
  const { rows } = await db.query(
    `select code, parent_code, name, name_en, department_code, limit_value, limit_unit from event_types
      where retired_at is null order by code`,
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
