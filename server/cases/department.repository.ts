import type { DepartmentList } from '#contract/department.ts';
import type { Db } from '../platform/db.ts';

/** Departments that cases are sent to, in the order of their codes; those that were retired are not among them. */
export async function listDepartments(db: Db): Promise<DepartmentList> {
  const { rows } = await db.query(
    'select code, name, name_en as "nameEn" from departments where retired_at is null order by code',
  );
  return { items: rows };
}
