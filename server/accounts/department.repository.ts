import { ManagedDepartment } from '#contract/account.ts';
import type { Db } from '../platform/db.ts';

/** Departments with those that were retired, who works there, and what they have in hand. */
export async function listManagedDepartments(db: Db, code?: string): Promise<ManagedDepartment[]> {
  const { rows } = await db.query(
    `select d.code, d.name, d.name_en as "nameEn", d.retired_at,
            (select count(*)::int from users where department_code = d.code and disabled_at is null) as people,
            (select count(*)::int from cases where department_code = d.code and closed_at is null) as "openCases"
       from departments d where $1::text is null or d.code = $1 order by d.code`,
    [code ?? null],
  );
  return rows.map(({ retired_at, ...rest }) =>
    ManagedDepartment.parse({ ...rest, retiredAt: retired_at?.toISOString() ?? null }),
  );
}

/** False where the code is taken. */
export async function insertDepartment(
  tx: Db,
  { code, name, nameEn }: { code: string; name: string; nameEn: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'insert into departments (code, name, name_en) values ($1, $2, $3) on conflict do nothing',
    [code, name, nameEn],
  );
  return rowCount === 1;
}

export async function renameDepartment(
  tx: Db,
  code: string,
  names: { name: string; nameEn: string },
): Promise<void> {
  await tx.query('update departments set name = $2, name_en = $3 where code = $1', [
    code,
    names.name,
    names.nameEn,
  ]);
}

/** Names of event types that are sent to a department by rule. */
export async function typesOf(tx: Db, code: string): Promise<string[]> {
  const { rows } = await tx.query(
    `select name from event_types t where t.department_code = $1
         or exists (select from type_departments d where d.type_code = t.code and d.department_code = $1)
      order by code`,
    [code],
  );
  return rows.map(({ name }) => name);
}

export async function setRetired(tx: Db, code: string, isRetired: boolean): Promise<void> {
  await tx.query('update departments set retired_at = case when $2 then now() end where code = $1', [
    code,
    isRetired,
  ]);
}

export async function isActiveDepartment(db: Db, code: string): Promise<boolean> {
  const { rows } = await db.query(
    'select exists (select from departments where code = $1 and retired_at is null) as found',
    [code],
  );
  return rows[0].found;
}
