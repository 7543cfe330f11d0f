import { access } from 'node:fs/promises';
import { oldestPostgresMajor } from './database-unusable.ts';
import { commandWorks, runCommand } from './run-command.ts';

/** `apt-get` and `apt-cache` as this process may call them: `options` point them at a state of our own where needed. */
export interface Apt {
  options: string[];
  env?: NodeJS.ProcessEnv;
}

/** True on Debian, Ubuntu and their relatives. */
export async function hasApt(): Promise<boolean> {
  return access('/usr/bin/apt-get').then(
    () => true,
    () => false,
  );
}

/** What a command is prefixed with to run as root: nothing for root itself, `sudo -n`, or null where neither works. */
export async function rootPrefix(): Promise<string[] | null> {
  if (process.getuid?.() === 0) return [];
  return (await commandWorks('sudo', ['-n', 'true'])) ? ['sudo', '-n'] : null;
}

/**
 * The PostgreSQL major version to fetch: the first of `preferred` that the distribution has PostGIS for, else its
 * newest; null where it offers none ≥ 15.
 */
export async function offeredMajor(apt: Apt, preferred: number[]): Promise<number | null> {
  const names = await runCommand('apt-cache', [...apt.options, 'pkgnames', 'postgresql-']);
  return chooseMajor(names.split('\n'), preferred);
}

/** Picks from package names such as `postgresql-15-postgis-3`. */
export function chooseMajor(packageNames: string[], preferred: number[]): number | null {
  const majors = packageNames
    .map((name) => Number(/^postgresql-(\d+)-postgis-3$/.exec(name)?.[1]))
    .filter((major) => major >= oldestPostgresMajor)
    .sort((a, b) => b - a);
  return preferred.find((major) => majors.includes(major)) ?? majors[0] ?? null;
}

/** Turns apt's and dpkg's many lines into one calm line every two seconds. */
export function createAptProgress(log: (line: string) => void, now: () => number = Date.now) {
  let last = now();
  return (line: string): void => {
    const step =
      /^(?:Setting up|Unpacking|Selecting previously unselected package) ([^\s:]+)/.exec(line) ??
      /^Get:\d+ \S+ \S+ \S+ (\S+) \S+ \S+ \[/.exec(line);
    if (!step || now() - last < 2000) return;
    last = now();
    const name = step[1]?.replace(/\.+$/, '');
    log(`  … ${line.startsWith('Get') ? 'fetching' : 'unpacking'} ${name}`);
  };
}
