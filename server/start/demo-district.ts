import type { DemoAccount } from '../demo/demo-accounts.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import type { Config } from '../platform/config.ts';
import type { Pool } from '../platform/db.ts';

/** Where this machine's simulator streams. */
const simulatorUrl = (port: number) => `http://127.0.0.1:${port}`;

/** Fills a database that has no district yet with the demo's, where the settings wish it; gives its accounts. */
export async function fillEmptyDatabase(options: {
  config: Config;
  pool: Pool;
  log: (line: string) => void;
}): Promise<DemoAccount[]> {
  const { config, pool, log } = options;
  if (!config.EYRIE_DEMO) return [];
  const found = await pool.query('select 1 from district');
  if (found.rowCount) return [];
  log('Demo: filling the empty database with the demo district …');
  const { accounts } = await seedDemo(pool, {
    password: config.EYRIE_DEMO_PASSWORD,
    simulatorUrl: simulatorUrl(config.EYRIE_SIMULATOR_PORT),
    log,
  });
  return accounts;
}

/**
 * True where a camera in use is one that this machine's simulator plays. Such cameras follow the simulator to another
 * port: their addresses are set to the one of this start.
 */
export async function pointCamerasAtSimulator(pool: Pool, simulatorPort: number): Promise<boolean> {
  const played = String.raw`^http://127\.0\.0\.1:\d+(/streams/[^/]+/index\.m3u8)$`;
  await pool.query(
    `update cameras set stream_url = $2 || substring(stream_url from $1), changed_at = now()
     where stream_url ~ $1 and stream_url is distinct from $2 || substring(stream_url from $1)`,
    [played, simulatorUrl(simulatorPort)],
  );
  const inUse = await pool.query('select 1 from cameras where enabled and stream_url ~ $1 limit 1', [played]);
  return inUse.rowCount !== 0;
}
