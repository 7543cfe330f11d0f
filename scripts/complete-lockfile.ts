/**
 * `npm run lockfile`, after adding a package: adds to package-lock.json what a partial registry mirror left out. Such a
 * mirror lacks the binaries for other systems; npm then writes a lock file without them, and `npm ci` of npm 11
 * refuses it. Their names, versions and systems stand in the packages that want them; integrity is not known here.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

interface LockedPackage {
  version?: string;
  optionalDependencies?: Record<string, string>;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

/** The systems a binary is for, from its name: `…-linux-x64-musl`, `…-win32-arm64-msvc`, `…-wasm32-wasi`. */
function systemOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> | null {
  const words = (name.split('/').at(-1) ?? '').replace('linuxmusl', 'linux-musl').split('-');
  const os = words.find((word) => systems.includes(word));
  const cpu = processors.find((processor) => words.includes(processor));
  if (!cpu) return null;
  const musl = words.some((word) => word.startsWith('musl'));
  const glibc = words.some((word) => word.startsWith('gnu'));
  return {
    cpu: [cpu],
    ...(os ? { os: [os] } : {}),
    ...(musl ? { libc: ['musl'] } : glibc ? { libc: ['glibc'] } : {}),
  };
}

/** True where Node's look-up from `location` finds a locked package of this name. */
function isLocked(packages: Record<string, LockedPackage>, location: string, name: string): boolean {
  for (let folder = location; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[path.posix.join(folder, 'node_modules', name)]) return true;
    if (folder === '' || !folder.includes('/node_modules/')) return Boolean(packages[`node_modules/${name}`]);
  }
}

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(await readFile(file, 'utf8')) as { packages: Record<string, LockedPackage> };
const added: string[] = [];
for (const [location, wanting] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(wanting.optionalDependencies ?? {})) {
    const system = systemOf(name);
    if (!system || isLocked(lock.packages, location, name) || !/^\d/.test(version)) continue;
    const dev = wanting.dev ? { dev: true } : {};
    lock.packages[`node_modules/${name}`] = { version, ...dev, optional: true, ...system };
    added.push(`${name}@${version}`);
  }
}
if (added.length > 0) {
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(sorted);
  await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(added.length === 0 ? 'The lock file is complete.' : `Added ${added.join(', ')}`);
