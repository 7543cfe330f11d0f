import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isPostgisNewEnough, oldestPostgresMajor } from './database-unusable.ts';
import { CommandFailed, runCommand } from './run-command.ts';

/** One PostgreSQL on this machine whose server programs we can run. */
export interface PostgresInstallation {
  binDir: string;
  major: number;
  /** Version of the PostGIS beside it, or null where it has none that is new enough. */
  postgis: string | null;
  /** What its programs need in their environment beyond the plain one. */
  env: Record<string, string>;
}

const systemRoots = ['/usr/lib/postgresql', '/usr/pgsql', '/usr/local/pgsql', '/opt/homebrew/opt'];

/** All PostgreSQL servers ≥ 15 of this machine: those that have PostGIS first, then the newest first. */
export async function findPostgres(): Promise<PostgresInstallation[]> {
  const binDirs = new Set<string>();
  for (const root of systemRoots) {
    binDirs.add(path.join(root, 'bin'));
    for (const entry of await entriesOf(root)) binDirs.add(path.join(root, entry, 'bin'));
  }
  for (const entry of await entriesOf('/usr')) {
    if (entry.startsWith('pgsql-')) binDirs.add(path.join('/usr', entry, 'bin'));
  }
  const onPath = await outputOf('pg_config', ['--bindir']);
  if (onPath) binDirs.add(onPath);

  const found = await Promise.all([...binDirs].map((binDir) => inspectPostgres(binDir)));
  return found
    .filter((installation) => installation !== null)
    .sort((a, b) => Number(b.postgis !== null) - Number(a.postgis !== null) || b.major - a.major);
}

/** The installation whose programs lie in `binDir`, or null where there is no server ≥ 15. */
export async function inspectPostgres(
  binDir: string,
  env: Record<string, string> = {},
): Promise<PostgresInstallation | null> {
  const server = path.join(binDir, 'postgres');
  if (!(await exists(server)) || !(await exists(path.join(binDir, 'initdb')))) return null;
  const version = await outputOf(server, ['--version'], env);
  const major = Number(/\s(\d+)/.exec(version ?? '')?.[1]);
  if (!(major >= oldestPostgresMajor)) return null;
  return { binDir, major, postgis: await postgisVersion(binDir, major, env), env };
}

async function postgisVersion(
  binDir: string,
  major: number,
  env: Record<string, string>,
): Promise<string | null> {
  const shareDirs = [
    await outputOf(path.join(binDir, 'pg_config'), ['--sharedir'], env),
    path.join(binDir, '../../../../share/postgresql', String(major)),
    path.join(binDir, '../share'),
    path.join(binDir, '../share/postgresql'),
  ];
  for (const shareDir of shareDirs) {
    if (!shareDir) continue;
    const control = path.join(shareDir, 'extension/postgis.control');
    if (!(await exists(control))) continue;
    const version = /default_version\s*=\s*'([^']+)'/.exec(await readFile(control, 'utf8'))?.[1];
    if (version && isPostgisNewEnough(version)) return version;
  }
  return null;
}

async function outputOf(
  command: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<string | null> {
  try {
    return (await runCommand(command, args, { env: { ...process.env, ...env } })).trim();
  } catch (error) {
    if (error instanceof CommandFailed || (error as NodeJS.ErrnoException).code) return null;
    throw error;
  }
}

async function entriesOf(dir: string): Promise<string[]> {
  return (await exists(dir)) ? readdir(dir) : [];
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
