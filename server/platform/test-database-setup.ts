import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { checkDatabase } from './cluster/check-database.ts';
import { testClusterSocket, testDataDir } from './test-database-socket.ts';
import { migrateTemplate } from './test-database-template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database on the tests' cluster from which others can be made, and the migrated one they are copied from. */
    testDatabase: { url: string; template: string };
  }
}

/** Brings up the tests' database before the first database test, and lets go of it after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.EYRIE_TEST_DATABASE_URL;
  const log = (line: string) => console.log(line);
  if (given) {
    await checkDatabase({ url: given, log });
    project.provide('testDatabase', { url: given, template: await migrateTemplate(given) });
    return async () => undefined;
  }
  const { url, release } = await askForCluster();
  project.provide('testDatabase', { url, template: await migrateTemplate(url) });
  return release;
}

/** The shared cluster's address; the cluster stays up until `release`, at least. */
async function askForCluster(): Promise<{ url: string; release: () => Promise<void> }> {
  await mkdir(testDataDir, { recursive: true });
  const logFile = path.join(testDataDir, 'keeper.log');
  const connection = (await connect()) ?? (await startKeeper(logFile));
  const lines = createInterface({ input: connection });
  const answer = await Promise.race([
    once(lines, 'line').then(([line]) => line as string),
    once(connection, 'close').then(() => null),
  ]);
  if (answer === null) {
    throw new Error(`The tests' database did not start:\n${(await readFile(logFile, 'utf8')).trim()}`);
  }
  const { url } = JSON.parse(answer) as { url: string };
  const release = async () => {
    connection.destroy();
  };
  return { url, release };
}

async function startKeeper(logFile: string): Promise<net.Socket> {
  const log = await open(logFile, 'w');
  const keeper = fileURLToPath(new URL('./test-database-keeper.process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', keeper], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  child.unref();
  await log.close();
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const connection = await connect();
    if (connection) return connection;
    await pause(100);
  }
  throw new Error(`The tests' database can't be reached; see ${logFile}`);
}

async function connect(): Promise<net.Socket | null> {
  const socket = net.connect(testClusterSocket);
  try {
    await once(socket, 'connect');
    return socket;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return null;
    throw error;
  }
}
