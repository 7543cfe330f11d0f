import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDatabase } from '../server/platform/cluster/ensure-database.ts';
import { createPool, type Pool } from '../server/platform/db.ts';
import { migrate, readMigrations } from '../server/platform/migrate.ts';

/** A migrated, empty database on a cluster of its own, as the product brings it up; gone when it is stopped. */
export interface PrivateDatabase {
  url: string;
  version: string;
  dataDir: string;
  pool: Pool;
  stop(): Promise<void>;
}

export async function startPrivateDatabase(log: (line: string) => void): Promise<PrivateDatabase> {
  const home = await mkdtemp(path.join(tmpdir(), 'eyrie-bench-'));
  // PostgreSQL runs as another user where we are root, and must be able to reach its folder.
  await chmod(home, 0o755);
  const dataDir = path.join(home, 'data');
  const database = await ensureDatabase({ dataDir, log });
  await migrate({ url: database.url, migrations: await readMigrations(), log });
  const pool = createPool({ url: database.url, name: 'eyrie bench', max: 8 });
  return {
    url: database.url,
    version: `PostgreSQL ${database.postgres}, PostGIS ${database.postgis}`,
    dataDir,
    pool,
    async stop() {
      await pool.end();
      await database.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
