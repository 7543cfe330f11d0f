/**
 * Keeps one private cluster for all test runs of this checkout. It starts with the first run, answers every run with
 * the cluster's address, and stops when the last has been away for a while.
 */
import net from 'node:net';
import pg from 'pg';
import { ensureDatabase } from './cluster/ensure-database.ts';
import { testClusterSocket, testDataDir } from './test-database-socket.ts';

const idleMs = process.env.CI ? 2_000 : 300_000;
const keptDatabases = 10;

const log = (line: string) => console.log(line);
const runs = new Set<net.Socket>();
let answer: string | null = null;
let idleTimer: NodeJS.Timeout | undefined;

const server = net.createServer((run) => {
  runs.add(run);
  clearTimeout(idleTimer);
  if (answer) run.write(answer);
  run.on('error', () => run.destroy());
  run.on('close', () => {
    runs.delete(run);
    waitForRuns();
  });
});
server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') process.exit(0);
  throw error;
});
server.listen(testClusterSocket, () => void bringUp());

async function bringUp(): Promise<void> {
  try {
    const database = await ensureDatabase({ dataDir: testDataDir, durable: false, log });
    await dropOldDatabases(database.url);
    answer = `${JSON.stringify({ url: database.url })}\n`;
    for (const run of runs) run.write(answer);
    waitForRuns();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
    const stop = async () => {
      server.close();
      await database.stop();
      process.exit(0);
    };
    stopWhenIdle = stop;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

let stopWhenIdle: () => Promise<void> = async () => undefined;

function waitForRuns(): void {
  clearTimeout(idleTimer);
  if (runs.size === 0) idleTimer = setTimeout(() => void stopWhenIdle(), idleMs);
}

/** Databases that failing tests left behind are kept for a look, the newest few of them. */
async function dropOldDatabases(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const found = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'test\\_%' order by datname desc offset $1",
    [keptDatabases],
  );
  for (const { datname } of found.rows) {
    await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
  }
  await client.end();
}
