import type { Db } from '../platform/db.ts';
import { gridCondition, type Scope } from './scope.ts';

/** Whether a scope sees a camera: its name, its state, its live picture. */
export async function seesCamera(db: Db, scope: Scope, cameraCode: string): Promise<boolean> {
  const values: unknown[] = [cameraCode];
  const condition = gridCondition(scope, 'k.grid_code', (value) => `$${values.push(value)}`) ?? 'true';
  const { rows } = await db.query(
    `select exists (select from cameras k where k.code = $1 and ${condition}) as seen`,
    values,
  );
  return rows[0].seen;
}
