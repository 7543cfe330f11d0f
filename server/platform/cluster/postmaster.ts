import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clusterEnvironment } from './cluster-environment.ts';
import type { ClusterPlace } from './cluster-place.ts';
import { DatabaseUnusable } from './database-unusable.ts';
import { startDeadMansSwitch } from './dead-mans-switch.ts';
import type { PostgresInstallation } from './find-postgres.ts';
import { commandWorks } from './run-command.ts';
import { settleOldPostmaster } from './settle-old-postmaster.ts';

const maxLogBytes = 20_000_000;
const readyTimeoutMs = 90_000;

/** A running PostgreSQL server that we started. */
export interface Postmaster {
  pid: number;
  /** Settles when the server has ended, whoever ended it. */
  ended: Promise<void>;
  /** Ends all sessions, writes everything to disk and stops. */
  stop(): Promise<void>;
}

/** Starts the cluster's server and returns when it takes connections. */
export async function startPostmaster(options: {
  place: ClusterPlace;
  installation: PostgresInstallation;
  /** False only where the data may be lost in a power cut: it spares the tests their waits on the disk. */
  durable: boolean;
  log: (line: string) => void;
}): Promise<Postmaster> {
  const { place, installation, durable, log } = options;
  await settleOldPostmaster(place, log);
  const logFile = await openLog(place.logFile);
  const child = spawn(path.join(installation.binDir, 'postgres'), serverArguments(place, durable), {
    cwd: '/',
    env: clusterEnvironment(installation),
    // A group of its own: Ctrl-C in the terminal stops the product first, and the product stops its database last.
    detached: true,
    stdio: ['ignore', logFile.fd, logFile.fd],
    ...(place.owner ? { uid: place.owner.uid, gid: place.owner.gid } : {}),
  });
  const ended = endOf(child);
  await ended.started;
  await logFile.close();
  const pid = child.pid as number;
  const deadMansSwitch = startDeadMansSwitch({ place, pid });
  const exited = ended.exited.then(() => deadMansSwitch.disarm());

  try {
    await waitUntilReady({ place, installation, exited });
  } catch (error) {
    child.kill('SIGQUIT');
    throw error;
  }
  return {
    pid,
    ended: exited,
    async stop() {
      child.kill('SIGINT');
      const inTime = await Promise.race([
        ended.exited.then(() => true),
        pause(20_000, false, { ref: false }),
      ]);
      if (!inTime) child.kill('SIGQUIT');
      await exited;
    },
  };
}

function serverArguments(place: ClusterPlace, durable: boolean): string[] {
  const given = {
    listen_addresses: '',
    unix_socket_directories: place.socketDir,
    unix_socket_permissions: '0700',
    port: '5432',
    cluster_name: place.clusterName,
    logging_collector: 'off',
    log_destination: 'stderr',
    fsync: durable ? 'on' : 'off',
  };
  return [
    '-D',
    place.dataDir,
    ...Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

function endOf(child: ChildProcess) {
  const exited = once(child, 'exit').then(() => undefined);
  const started = new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  exited.catch(() => undefined);
  return { exited, started };
}

async function waitUntilReady(options: {
  place: ClusterPlace;
  installation: PostgresInstallation;
  exited: Promise<void>;
}): Promise<void> {
  const { place, installation, exited } = options;
  let gone = false;
  void exited.then(() => {
    gone = true;
  });
  const deadline = Date.now() + readyTimeoutMs;
  const program = path.join(installation.binDir, 'pg_isready');
  const env = clusterEnvironment(installation);
  while (!(await commandWorks(program, ['-q', '-h', place.socketDir, '-p', '5432'], { env }))) {
    if (gone)
      throw new DatabaseUnusable(`PostgreSQL did not start; the reason is at the end of ${place.logFile}`);
    if (Date.now() > deadline) {
      throw new DatabaseUnusable(
        `PostgreSQL takes no connections after ${readyTimeoutMs / 1000} s; see ${place.logFile}`,
      );
    }
    await pause(50);
  }
}

/** The log file, opened to append; one that grew long is put aside first. */
async function openLog(file: string) {
  const bytes = await stat(file).then(
    (facts) => facts.size,
    () => 0,
  );
  if (bytes > maxLogBytes) await rename(file, `${file}.1`);
  return open(file, 'a', 0o600);
}
