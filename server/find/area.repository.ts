import { Area } from '#contract/find.ts';
import type { Db } from '../platform/db.ts';

/** County, townships and communities by code: each stands behind the one that it lies in. */
export async function listAreas(db: Db): Promise<Area[]> {
  const { rows } = await db.query(
    `select code, level, name, name_en as "nameEn", parent_code as "parentCode" from areas order by code`,
  );
  return rows.map((row) => Area.parse(row));
}
