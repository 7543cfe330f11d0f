import { readdir } from 'node:fs/promises';
import { createAptProgress, hasApt, rootPrefix } from '../server/platform/cluster/debian-packages.ts';
import { commandWorks, runCommand } from '../server/platform/cluster/run-command.ts';
import { findBrowser } from './find-browser.ts';

/** The tests need something that is not here and that we may not install. */
export class TestsUnprepared extends Error {}

interface Need {
  what: string;
  packageName: string;
  isMet(): Promise<boolean>;
}

/** What browser tests need beyond `npm ci`. Database tests bring up their own PostgreSQL (see `ensureDatabase`). */
const needs: Need[] = [
  {
    what: 'a Chromium for the browser tests',
    packageName: 'chromium',
    isMet: async () => (await findBrowser()) !== null,
  },
  { what: 'Chinese fonts for their pictures', packageName: 'fonts-noto-cjk', isMet: hasChineseFont },
];

/** Installs what the tests need from the distribution where it is missing, or says exactly what to install. */
export async function prepareTests(log: (line: string) => void): Promise<void> {
  const missing = await unmet();
  if (missing.length === 0) return;
  const names = missing.map(({ packageName }) => packageName);
  const what = missing.map((need) => need.what).join(' and ');
  const advice = `The tests need ${what}. Install the package${names.length > 1 ? 's' : ''} ${names.join(' ')}: sudo apt-get install ${names.join(' ')}`;

  const asRoot = (await hasApt()) ? await rootPrefix() : null;
  if (!asRoot) throw new TestsUnprepared(advice);
  log(`Installing ${names.join(', ')} for the tests …`);
  const apt = (...args: string[]) => {
    const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', '-o', 'DPkg::Lock::Timeout=120', ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
    return runCommand(command, rest, { env, onLine: createAptProgress(log) });
  };
  await apt('update', '-q');
  await apt('install', '-y', '-q', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', ...names);
  const still = await unmet();
  if (still.length > 0) {
    // Ubuntu's package `chromium` only points to a snap.
    throw new TestsUnprepared(
      `${advice}\nThe packages were installed, but ${still.map((need) => need.what).join(' and ')} can't be found. Set EYRIE_CHROMIUM to a Chromium or Chrome.`,
    );
  }
}

async function unmet(): Promise<Need[]> {
  const met = await Promise.all(needs.map((need) => need.isMet()));
  return needs.filter((_, index) => !met[index]);
}

async function hasChineseFont(): Promise<boolean> {
  if (await commandWorks('sh', ['-c', 'fc-list :lang=zh family | grep -q .'])) return true;
  for (const dir of ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/truetype/noto']) {
    const files = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    if (files.some((file) => file.includes('CJK'))) return true;
  }
  return false;
}
