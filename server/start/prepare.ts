/** For containers: waits for the database, brings it forward, fills it with the demo where wished, and ends. */
import { checkDatabase } from '../platform/cluster/check-database.ts';
import { readConfig } from '../platform/config.ts';
import { createPool } from '../platform/db.ts';
import { migrate, readMigrations } from '../platform/migrate.ts';
import { say } from './console-lines.ts';
import { fillEmptyDatabase } from './demo-district.ts';
import { sayAccounts } from './say-ready.ts';

const config = readConfig();
const url = config.DATABASE_URL;
if (!url) {
  console.error('DATABASE_URL is not set: this command prepares a database that is given.');
  process.exit(1);
}
await checkDatabase({ url, log: say });
const applied = await migrate({ url, migrations: await readMigrations(), log: say });
say(applied.length === 0 ? 'Database: up to date' : `Database: ${applied.length} migrations applied`);
const pool = createPool({ url, name: 'eyrie-prepare', max: 2 });
sayAccounts(await fillEmptyDatabase({ config, pool, log: say }));
await pool.end();
