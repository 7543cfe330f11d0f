import type { DepartmentList } from '#contract/department.ts';
import type { Db } from '../platform/db.ts';

/** Every department, in the order of its code. */
export async function listDepartments(db: Db): Promise<DepartmentList> {
  const { rows } = await db.query('select code, name, name_en as "nameEn" from departments order by code');
  return { items: rows };
}
