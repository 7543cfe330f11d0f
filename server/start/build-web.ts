import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { CommandFailed, runCommand } from '../platform/cluster/run-command.ts';

const sources = ['web', 'server/contract', 'vite.config.ts', 'package.json'];

/** Builds the web interface where it has not been built since its sources last changed. */
export async function buildWebIfStale(
  root: string,
  log: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const built = await modifiedAt(path.join(root, 'dist/web/index.html'));
  if (built !== null && built > (await newestSource(root))) return;
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  if ((await modifiedAt(vite)) === null) {
    if (built !== null) return;
    throw new Error('dist/web is missing and so is vite, which builds it: run `npm ci` without --omit=dev');
  }
  log('Web: building the interface …');
  try {
    // Whoever starts us may be a test runner: React of its environment would be the slow one for developers.
    const env = { ...process.env, NODE_ENV: 'production' };
    await runCommand(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, env, signal });
  } catch (error) {
    if (error instanceof CommandFailed)
      throw new Error(`The web interface can't be built.\n${error.message}`);
    throw error;
  }
}

/** When the newest source of the web interface changed, in epoch milliseconds. */
export async function newestSource(root: string): Promise<number> {
  let newest = 0;
  const visit = async (file: string): Promise<void> => {
    const facts = await stat(file);
    if (facts.isDirectory()) {
      for (const entry of await readdir(file)) {
        if (entry !== 'node_modules' && !entry.includes('.test.')) await visit(path.join(file, entry));
      }
    } else newest = Math.max(newest, facts.mtimeMs);
  };
  for (const source of sources) await visit(path.join(root, source));
  return newest;
}

async function modifiedAt(file: string): Promise<number | null> {
  return stat(file).then(
    (facts) => facts.mtimeMs,
    () => null,
  );
}
