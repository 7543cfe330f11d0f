import { type EventTypeSettings, KeptEventType } from '#contract/event-type.ts';
import type { Db } from '../platform/db.ts';

// biome-ignore lint/suspicious/noExplicitAny: a row of event_types, checked by the contract's schema
const typeOfRow = (row: any): KeptEventType =>
  KeptEventType.parse({
    code: row.code,
    parentCode: row.parent_code,
    name: row.name,
    nameEn: row.name_en,
    departmentCode: row.department_code,
    departments: row.departments,
    policyCode: row.policy_code,
    limit: row.limit_unit === null ? null : { value: row.limit_value, unit: row.limit_unit },
    checklist: row.checklist,
    closers: row.closers,
    autoDispatch: row.auto_dispatch,
    autoAcceptScore: row.auto_accept_score,
    retiredAt: row.retired_at?.toISOString() ?? null,
  });

/** All types, in the order of their codes. */
export async function listTypes(db: Db): Promise<KeptEventType[]> {
  const { rows } = await db.query(
    `select t.*, coalesce((select jsonb_agg(jsonb_build_object('areaCode', d.area_code, 'departmentCode', d.department_code,
                                   'main', d.main) order by not d.main, d.area_code nulls first, d.department_code)
                             from type_departments d where d.type_code = t.code), '[]') as departments
       from event_types t order by t.code`,
  );
  return rows.map(typeOfRow);
}

/** One at a time changes the types, so that what was checked still holds when it is written. */
export async function lockTypes(tx: Db): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('event-types'))`);
}

/** Writes a type with its departments. */
export async function saveType(tx: Db, type: EventTypeSettings): Promise<void> {
  await tx.query(
    `insert into event_types (code, parent_code, name, name_en, department_code, policy_code, limit_value, limit_unit,
                              checklist, closers, auto_dispatch, auto_accept_score)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (code) do update set parent_code = excluded.parent_code, name = excluded.name,
       name_en = excluded.name_en, department_code = excluded.department_code, policy_code = excluded.policy_code,
       limit_value = excluded.limit_value, limit_unit = excluded.limit_unit, checklist = excluded.checklist,
       closers = excluded.closers, auto_dispatch = excluded.auto_dispatch,
       auto_accept_score = excluded.auto_accept_score, changed_at = now()`,
    [
      type.code,
      type.parentCode,
      type.name,
      type.nameEn,
      type.departmentCode,
      type.policyCode,
      type.limit?.value ?? null,
      type.limit?.unit ?? null,
      type.checklist,
      type.closers,
      type.autoDispatch,
      type.autoAcceptScore,
    ],
  );
  await tx.query('delete from type_departments where type_code = $1', [type.code]);
  await tx.query(
    `insert into type_departments (type_code, area_code, department_code, main)
     select $1, "areaCode", "departmentCode", main
       from jsonb_to_recordset($2) d ("areaCode" text, "departmentCode" text, main boolean)`,
    [type.code, JSON.stringify(type.departments)],
  );
}

/** Retires a type, or takes it back; false where there is none. */
export async function retireType(tx: Db, code: string, retired: boolean): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update event_types set retired_at = case when $2 then coalesce(retired_at, now()) end, changed_at = now()
      where code = $1`,
    [code, retired],
  );
  return rowCount === 1;
}

/** What a type may refer to. */
export async function readKnown(
  db: Db,
): Promise<{ departments: Set<string>; areas: Set<string>; policies: Set<string> }> {
  const { rows } = await db.query(
    `select (select coalesce(array_agg(code), '{}') from departments) as departments,
            (select coalesce(array_agg(code), '{}') from (select code from areas union all select code from grids) a) as areas,
            (select array_agg(code) from limit_policies) as policies`,
  );
  const { departments, areas, policies } = rows[0];
  return { departments: new Set(departments), areas: new Set(areas), policies: new Set(policies) };
}

/** Roles of the centre that may close a case. */
export async function closersOf(db: Db, caseId: string): Promise<string[]> {
  const { rows } = await db.query(
    'select t.closers from cases c join event_types t on t.code = c.type_code where c.id = $1',
    [caseId],
  );
  return rows[0]?.closers ?? [];
}
