import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Config } from '../platform/config.ts';
import { createPool, type Pool } from '../platform/db.ts';

/** An account as it is told once, at the first start. */
export interface DemoAccount {
  username: string;
  password: string;
  role: string;
}

interface DemoSeeding {
  seedDemo(
    pool: Pool,
    options: { password: string | undefined; simulatorUrl: string; log: (line: string) => void },
  ): Promise<{ accounts: DemoAccount[] }>;
}

/** Fills a database that has no district yet with the demo's, where the settings wish it; gives its accounts. */
export async function fillEmptyDatabase(options: {
  config: Config;
  databaseUrl: string;
  log: (line: string) => void;
}): Promise<DemoAccount[]> {
  const { config, databaseUrl, log } = options;
  if (!config.EYRIE_DEMO) return [];
  const seeding = new URL('../demo/seed-demo.ts', import.meta.url);
  await access(fileURLToPath(seeding));
  const pool = createPool({ url: databaseUrl, name: 'eyrie-start', max: 4 });
  try {
    const found = await pool.query('select 1 from district');
    if (found.rowCount) return [];
    log('Demo: filling the empty database with the demo district …');
    const { seedDemo } = (await import(seeding.href)) as DemoSeeding;
    const seeded = await seedDemo(pool, {
      password: config.EYRIE_DEMO_PASSWORD,
      simulatorUrl: `http://127.0.0.1:${config.EYRIE_SIMULATOR_PORT}`,
      log,
    });
    return seeded.accounts;
  } finally {
    await pool.end();
  }
}

/** True where a camera is to be played by this machine's simulator. */
export async function usesSimulator(databaseUrl: string, simulatorPort: number): Promise<boolean> {
  const pool = createPool({ url: databaseUrl, name: 'eyrie-start', max: 1 });
  try {
    const found = await pool.query('select 1 from cameras where enabled and stream_url like $1 limit 1', [
      `http://127.0.0.1:${simulatorPort}/%`,
    ]);
    return found.rowCount !== 0;
  } finally {
    await pool.end();
  }
}
