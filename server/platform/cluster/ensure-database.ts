import { mkdir, realpath } from 'node:fs/promises';
import { checkDatabase, type DatabaseFacts, withoutSecrets } from './check-database.ts';
import { keepCredentials, productDatabase, productRole, socketUrl } from './cluster-credentials.ts';
import { lockCluster } from './cluster-lock.ts';
import { chooseClusterPlace } from './cluster-place.ts';
import { DatabaseUnusable, otherWays } from './database-unusable.ts';
import { clusterMajor, initialiseCluster } from './initialise-cluster.ts';
import { keepPostmaster } from './keep-postmaster.ts';
import { obtainPostgres } from './obtain-postgres.ts';
import { provisionCluster } from './provision-cluster.ts';

/** A database that takes connections. */
export interface RunningDatabase extends DatabaseFacts {
  url: string;
  /** Process id of the private cluster's server at this moment; null where the database is not ours to run. */
  postmasterPid(): number | null;
  /** Stops the private cluster; does nothing to a database that was given. */
  stop(): Promise<void>;
}

export interface EnsureDatabaseOptions {
  dataDir: string;
  databaseUrl?: string | undefined;
  /** False for a private cluster of tests: its data may then be lost in a power cut. */
  durable?: boolean;
  log: (line: string) => void;
  /** Gives up while installing or waiting; a cluster that runs is stopped by `stop`. */
  signal?: AbortSignal | undefined;
}

/** The database of `DATABASE_URL` where that is set; else a private cluster in the data folder, brought up now. */
export async function ensureDatabase(options: EnsureDatabaseOptions): Promise<RunningDatabase> {
  const { databaseUrl, log, signal } = options;
  if (databaseUrl) {
    const facts = await checkDatabase({ url: databaseUrl, log, signal });
    log(`Database: ${withoutSecrets(databaseUrl)} (PostgreSQL ${facts.postgres}, PostGIS ${facts.postgis})`);
    return { ...facts, url: databaseUrl, postmasterPid: () => null, stop: async () => undefined };
  }
  return startPrivateCluster(options);
}

async function startPrivateCluster(options: EnsureDatabaseOptions): Promise<RunningDatabase> {
  const { dataDir, durable = true, log, signal } = options;
  if (process.platform !== 'linux') {
    throw new DatabaseUnusable(`Eyrie brings up its own database on Linux only. ${otherWays}`);
  }
  await mkdir(dataDir, { recursive: true });
  const home = await realpath(dataDir);
  const lock = await lockCluster(home);
  try {
    let place = await chooseClusterPlace(home, log);
    const major = await clusterMajor(place);
    const installation = await obtainPostgres({ dir: place.dir, clusterMajor: major, log, signal });
    // Installing may have brought the user `postgres`, to whom the folder then belongs.
    place = await chooseClusterPlace(home, () => undefined);
    const credentials = await keepCredentials(home);
    if (major === null) {
      log('Database: making a private cluster …');
      await initialiseCluster({ place, installation, credentials, signal });
    }
    const keeper = await keepPostmaster({ place, installation, durable, log });
    try {
      await provisionCluster(place.socketDir, credentials);
      const url = socketUrl({
        role: productRole,
        password: credentials.password,
        socketDir: place.socketDir,
        database: productDatabase,
      });
      const facts = await checkDatabase({ url, log });
      log(
        `Database: private cluster in ${place.dir} (PostgreSQL ${facts.postgres}, PostGIS ${facts.postgis})`,
      );
      const stop = async () => {
        await keeper.stop();
        await lock.release();
      };
      return { ...facts, url, postmasterPid: keeper.pid, stop };
    } catch (error) {
      await keeper.stop();
      throw error;
    }
  } catch (error) {
    await lock.release();
    throw error;
  }
}
