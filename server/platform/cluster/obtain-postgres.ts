import path from 'node:path';
import { DatabaseUnusable, otherWays } from './database-unusable.ts';
import { hasApt, rootPrefix } from './debian-packages.ts';
import { findPostgres, type PostgresInstallation } from './find-postgres.ts';
import { installPackages } from './install-packages.ts';
import { findUnpacked, unpackPackages } from './unpack-packages.ts';

/**
 * A PostgreSQL with PostGIS that can run here: the machine's own, or one unpacked by an earlier start, or else the
 * distribution's packages, installed as root or with sudo, or unpacked below `dir` without. Where the cluster exists
 * already, only the version that made it will do.
 */
export async function obtainPostgres(options: {
  dir: string;
  clusterMajor: number | null;
  log: (line: string) => void;
  signal?: AbortSignal | undefined;
}): Promise<PostgresInstallation> {
  const { dir, clusterMajor, log, signal } = options;
  const fits = (candidate: PostgresInstallation | null): candidate is PostgresInstallation =>
    candidate?.postgis != null && (clusterMajor === null || candidate.major === clusterMajor);
  const packagesDir = path.join(dir, 'packages');

  const installed = await findPostgres();
  const ready = installed.find(fits);
  if (ready) return ready;
  const unpacked = await findUnpacked(packagesDir);
  if (fits(unpacked)) return unpacked;

  if (process.platform !== 'linux' || !(await hasApt())) {
    throw new DatabaseUnusable(
      `This machine has no PostgreSQL ≥ 15 with PostGIS ≥ 3.3 that Eyrie can start. ${otherWays}`,
    );
  }
  const installedMajors = clusterMajor === null ? installed.map(({ major }) => major) : [clusterMajor];
  const asRoot = await rootPrefix();
  if (asRoot) {
    await installPackages({ asRoot, installedMajors, log, signal });
    const fetched = (await findPostgres()).find(fits);
    if (fetched) return fetched;
  } else {
    const fetched = await unpackPackages({ dir: packagesDir, installedMajors, log, signal });
    if (fits(fetched)) return fetched;
  }
  throw new DatabaseUnusable(
    clusterMajor === null
      ? `PostgreSQL and PostGIS were fetched but can't be found. ${otherWays}`
      : `The database in ${dir} was made by PostgreSQL ${clusterMajor}, which this machine lacks. Install postgresql-${clusterMajor}-postgis-3, or move the data with pg_dump.`,
  );
}
