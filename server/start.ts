import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseUnusable } from './platform/cluster/database-unusable.ts';
import { ensureDatabase, type RunningDatabase } from './platform/cluster/ensure-database.ts';
import { type Config, ConfigError, readConfig } from './platform/config.ts';
import { createPool } from './platform/db.ts';
import { MigrationRefused, migrate, readMigrations } from './platform/migrate.ts';
import { version } from './platform/version.ts';
import { awaitHealth } from './start/await-health.ts';
import { buildWebIfStale } from './start/build-web.ts';
import { openProcessLog, say } from './start/console-lines.ts';
import { fillEmptyDatabase, pointCamerasAtSimulator } from './start/demo-district.ts';
import { freePort, PortTaken } from './start/free-port.ts';
import { sayReady } from './start/say-ready.ts';
import { startProcesses } from './start/start-processes.ts';
import { whenNpmIsGone } from './start/when-npm-is-gone.ts';

/** `npm start`: brings up database, cameras, worker and server, and keeps them running until Ctrl-C. */

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort();
  });
}

whenNpmIsGone(() => stopping.abort());

try {
  await run(readConfig());
  process.exit(0);
} catch (error) {
  if (stopping.signal.aborted) process.exit(130);
  const expected = [ConfigError, DatabaseUnusable, MigrationRefused, PortTaken].some(
    (kind) => error instanceof kind,
  );
  console.error(expected ? (error as Error).message : error);
  process.exit(1);
}

async function run(config: Config): Promise<void> {
  say(`Eyrie 鹰巢 ${version}`);
  const port = await freePort({ port: config.PORT, host: config.HOST, setting: 'PORT' });
  await mkdir(config.EYRIE_DATA_DIR, { recursive: true });
  const onLine = await openProcessLog(config.EYRIE_DATA_DIR);
  const { signal } = stopping;

  const building = buildWebIfStale(root, say, signal);
  // Awaited below; until then its failure is not to end us before the database is stopped.
  building.catch(() => undefined);
  const { EYRIE_DATA_DIR: dataDir, DATABASE_URL: databaseUrl } = config;
  const database = await ensureDatabase({ dataDir, databaseUrl, log: say, signal });
  try {
    await building;
    await serve({ config, database, port, onLine });
  } finally {
    await database.stop();
  }
  say('Stopped.');
}

async function serve(options: {
  config: Config;
  database: RunningDatabase;
  port: number;
  onLine: (process: string, line: string) => void;
}): Promise<void> {
  const { config, database, port, onLine } = options;
  const { signal } = stopping;
  await migrate({ url: database.url, migrations: await readMigrations(), log: say });
  const { accounts, withSimulator } = await prepareDistrict(config, database.url);
  if (withSimulator) {
    await freePort({ port: config.EYRIE_SIMULATOR_PORT, host: '127.0.0.1', setting: 'EYRIE_SIMULATOR_PORT' });
  }

  say('Starting cameras, worker and server …');
  const env = { ...process.env, DATABASE_URL: database.url, PORT: String(port) };
  const processes = await startProcesses({ root, env, withSimulator, onLine, log: say, signal });
  try {
    await awaitHealth({ port, log: say, signal });
    sayReady(port, accounts);
    await aborted(signal);
    say('Stopping …');
  } finally {
    await processes.stop();
  }
}

async function prepareDistrict(config: Config, url: string) {
  const pool = createPool({ url, name: 'eyrie-start', max: 2 });
  try {
    const accounts = await fillEmptyDatabase({ config, pool, log: say });
    const withSimulator = await pointCamerasAtSimulator(pool, config.EYRIE_SIMULATOR_PORT);
    return { accounts, withSimulator };
  } finally {
    await pool.end();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
