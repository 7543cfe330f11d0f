import type { Dirent } from 'node:fs';
import { mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseUnusable, otherWays } from './database-unusable.ts';
import { type Apt, createAptProgress, offeredMajor } from './debian-packages.ts';
import { inspectPostgres, type PostgresInstallation } from './find-postgres.ts';
import { runCommand } from './run-command.ts';

/**
 * Unpacks the distribution's PostgreSQL and PostGIS into `dir`, for people who may not install packages. Apt keeps
 * its lists there too, so nothing outside `dir` changes. PostgreSQL itself is always unpacked, even where the machine
 * has it: it looks for extensions only beside its own files.
 */
export async function unpackPackages(options: {
  dir: string;
  installedMajors: number[];
  log: (line: string) => void;
  signal?: AbortSignal | undefined;
}): Promise<PostgresInstallation> {
  const { dir, log, signal } = options;
  const partial = `${dir}.partial`;
  await rm(partial, { recursive: true, force: true });
  const apt = await privateApt(path.join(partial, 'apt'));
  const onLine = createAptProgress(log);

  log(
    'Database: fetching PostgreSQL and PostGIS from the distribution (without root, into the data folder) …',
  );
  await runCommand('apt-get', [...apt.options, 'update', '-q'], { onLine, signal });
  const major = await offeredMajor(apt, options.installedMajors);
  if (major === null) {
    throw new DatabaseUnusable(`This system's packages offer no PostgreSQL ≥ 15 with PostGIS. ${otherWays}`);
  }
  const debs = path.join(partial, 'debs');
  await mkdir(debs, { recursive: true });
  const names = await missingPackages(apt, major);
  log(`Database: fetching ${names.length} packages …`);
  await runCommand('apt-get', [...apt.options, 'download', '-q', ...names], { cwd: debs, onLine, signal });

  log('Database: unpacking them …');
  const root = path.join(partial, 'root');
  for (const deb of await readdir(debs)) {
    await runCommand('dpkg-deb', ['-x', path.join(debs, deb), root], { signal });
  }
  await linkAlternatives(path.join(root, 'usr/share/postgresql', String(major), 'extension'));
  await rm(debs, { recursive: true });
  await rm(path.join(partial, 'apt'), { recursive: true });
  await rm(dir, { recursive: true, force: true });
  await rename(partial, dir);

  const installation = await findUnpacked(dir);
  if (!installation?.postgis) {
    throw new DatabaseUnusable(
      `The unpacked PostgreSQL in ${dir} does not run on this machine. ${otherWays}`,
    );
  }
  return installation;
}

/** The PostgreSQL that an earlier start unpacked into `dir`, or null. */
export async function findUnpacked(dir: string): Promise<PostgresInstallation | null> {
  const root = path.join(dir, 'root');
  const versionsDir = path.join(root, 'usr/lib/postgresql');
  const [version] = (await readdirIfThere(versionsDir, false)).map(({ name }) => name);
  if (!version) return null;
  const env = {
    LD_LIBRARY_PATH: (await libraryDirs(root)).join(':'),
    PROJ_DATA: path.join(root, 'usr/share/proj'),
    PROJ_LIB: path.join(root, 'usr/share/proj'),
    GDAL_DATA: path.join(root, 'usr/share/gdal'),
  };
  return inspectPostgres(path.join(versionsDir, version, 'bin'), env);
}

/** Apt with lists and caches of its own under `dir`; it still knows what the machine has installed. */
async function privateApt(dir: string): Promise<Apt> {
  await mkdir(path.join(dir, 'state/lists/partial'), { recursive: true });
  await mkdir(path.join(dir, 'cache/archives/partial'), { recursive: true });
  return {
    options: [
      ...['-o', `Dir::State=${path.join(dir, 'state')}`, '-o', 'Dir::State::status=/var/lib/dpkg/status'],
      ...[
        '-o',
        `Dir::Cache=${path.join(dir, 'cache')}`,
        '-o',
        'Debug::NoLocking=1',
        '-o',
        'APT::Sandbox::User=',
      ],
    ],
  };
}

/** What an installation would bring, and the PostgreSQL programs even where they are installed already. */
async function missingPackages(apt: Apt, major: number): Promise<string[]> {
  const wanted = [`postgresql-${major}`, `postgresql-client-${major}`, `postgresql-${major}-postgis-3`];
  const plan = await runCommand(
    'apt-get',
    [...apt.options, 'install', '--simulate', '--no-install-recommends', ...wanted],
    { env: { ...process.env, LC_ALL: 'C' } },
  );
  const planned = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '');
  const neverRun = new Set(['postgresql-common', 'ssl-cert']);
  return [...new Set([...wanted, ...planned])].filter((name) => !neverRun.has(name));
}

/** A package's install script would link `postgis-3.control` as `postgis.control`; unpacking runs no such script. */
async function linkAlternatives(extensionDir: string): Promise<void> {
  const files = await readdir(extensionDir);
  for (const file of files) {
    const plain = /^(postgis\w*)-3\.control$/.exec(file)?.[1];
    if (plain && !files.includes(`${plain}.control`)) {
      await symlink(file, path.join(extensionDir, `${plain}.control`));
    }
  }
}

/** Every folder that holds shared libraries: some packages keep theirs in a folder of their own, some below `/lib`. */
async function libraryDirs(root: string): Promise<string[]> {
  const dirs = new Set<string>();
  for (const lib of ['usr/lib', 'lib']) {
    for (const entry of await readdirIfThere(path.join(root, lib), true)) {
      const dir = entry.parentPath ?? entry.path;
      if (/\.so(\.\d+)*$/.test(entry.name) && !dir.includes('/postgresql/')) dirs.add(dir);
    }
  }
  return [...dirs].sort((a, b) => a.length - b.length);
}

async function readdirIfThere(dir: string, recursive: boolean): Promise<Dirent[]> {
  try {
    return await readdir(dir, { withFileTypes: true, recursive });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
