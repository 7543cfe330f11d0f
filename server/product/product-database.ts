import path from 'node:path';
import {
  keepCredentials,
  productDatabase,
  productRole,
  socketUrl,
} from '../platform/cluster/cluster-credentials.ts';
import { createPool, type Pool } from '../platform/db.ts';

/** For tests: a look into a running product's private database, which may be killed and come back meanwhile. */
export async function openProductDatabase(dataDir: string): Promise<Pool> {
  const { password } = await keepCredentials(dataDir);
  const socketDir = path.join(dataDir, 'postgres', 'run');
  const url = socketUrl({ role: productRole, password, socketDir, database: productDatabase });
  return createPool({ url, name: 'eyrie test', max: 2 });
}

/** A change of a case as it is kept. */
export interface KeptChange {
  changeId: string;
  cameraCode: string;
  caseId: string | null;
  change: string;
  /** Media time at which the incident began, epoch ms. */
  startedAt: number;
  at: number;
}

export async function readChanges(pool: Pool): Promise<KeptChange[]> {
  const { rows } = await pool.query(
    `select change_id as "changeId", camera_code as "cameraCode", case_id as "caseId", change,
            started_at as "startedAt", at from sightings order by at`,
  );
  return rows.map((row) => ({ ...row, startedAt: row.startedAt.getTime(), at: row.at.getTime() }));
}
