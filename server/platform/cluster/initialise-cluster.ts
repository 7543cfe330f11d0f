import { appendFile, chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Credentials, superuser } from './cluster-credentials.ts';
import { clusterEnvironment } from './cluster-environment.ts';
import type { ClusterPlace } from './cluster-place.ts';
import type { PostgresInstallation } from './find-postgres.ts';
import { runCommand } from './run-command.ts';

const configuration = `
# Written by Eyrie at the first start; yours to tune. Socket, listening and name are given at each start.
max_connections = 200
shared_buffers = 256MB
max_wal_size = 2GB
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_min_duration_statement = 2s
log_line_prefix = '%m [%p] %q%a '
`;

/** The major version that made the cluster, or null where there is none yet. */
export async function clusterMajor(place: ClusterPlace): Promise<number | null> {
  try {
    return Number((await readFile(path.join(place.dataDir, 'PG_VERSION'), 'utf8')).trim());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Makes the cluster's files. They are made beside their final place and moved there when whole, so a start that was
 * cut off leaves nothing half-made. C.UTF-8 keeps indexes the same on every machine; names are put in Chinese order
 * by the queries that show them (`COLLATE "zh-x-icu"`).
 */
export async function initialiseCluster(options: {
  place: ClusterPlace;
  installation: PostgresInstallation;
  credentials: Credentials;
  signal?: AbortSignal | undefined;
}): Promise<void> {
  const { place, installation, credentials, signal } = options;
  const partial = `${place.dataDir}.partial`;
  const passwordFile = path.join(place.dir, 'initdb.password');
  await rm(partial, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${credentials.superuserPassword}\n`, { mode: 0o600 });
  if (place.owner) await chown(passwordFile, place.owner.uid, place.owner.gid);
  try {
    await runCommand(
      path.join(installation.binDir, 'initdb'),
      [
        ...['--pgdata', partial, '--username', superuser, '--pwfile', passwordFile],
        ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C.UTF-8', '--data-checksums'],
      ],
      { as: place.owner, env: clusterEnvironment(installation), signal },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await appendFile(path.join(partial, 'postgresql.conf'), configuration);
  await rename(partial, place.dataDir);
}
