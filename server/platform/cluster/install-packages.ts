import { access, mkdir, writeFile } from 'node:fs/promises';
import { DatabaseUnusable, otherWays } from './database-unusable.ts';
import { createAptProgress, offeredMajor } from './debian-packages.ts';
import { runCommand } from './run-command.ts';

const clusterConfig = '/etc/postgresql-common/createcluster.conf';

/**
 * Installs the distribution's PostgreSQL and PostGIS for the whole machine. `asRoot` comes from `rootPrefix`.
 * The distribution would start a database of its own on port 5432 along with it: on a machine that had no
 * PostgreSQL at all we ask it not to.
 */
export async function installPackages(options: {
  asRoot: string[];
  installedMajors: number[];
  log: (line: string) => void;
  signal?: AbortSignal | undefined;
}): Promise<void> {
  const { asRoot, log, signal } = options;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const onLine = createAptProgress(log);
  const apt = (...args: string[]) => {
    const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', '-o', 'DPkg::Lock::Timeout=120', ...args];
    return runCommand(command, rest, { env, onLine, signal });
  };

  log('Database: asking the distribution for PostgreSQL and PostGIS …');
  await apt('update', '-q');
  const major = await offeredMajor({ options: [] }, options.installedMajors);
  if (major === null) {
    throw new DatabaseUnusable(`This system's packages offer no PostgreSQL ≥ 15 with PostGIS. ${otherWays}`);
  }
  if (asRoot.length === 0) await declineDefaultCluster();

  log(`Database: installing postgresql-${major}-postgis-3 …`);
  const keepOurs = ['-o', 'Dpkg::Use-Pty=0', '-o', 'Dpkg::Options::=--force-confold'];
  await apt('install', '-y', '-q', '--no-install-recommends', ...keepOurs, `postgresql-${major}-postgis-3`);
}

async function declineDefaultCluster(): Promise<void> {
  const present = await access('/etc/postgresql-common').then(
    () => true,
    () => false,
  );
  if (present) return;
  await mkdir('/etc/postgresql-common', { recursive: true });
  await writeFile(
    clusterConfig,
    '# Written by Eyrie, which brings up its own database.\ncreate_main_cluster = false\n',
  );
}
