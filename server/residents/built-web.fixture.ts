import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { vi } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** For tests: the web as it ships. */
export interface BuiltWeb {
  folder: string;
  remove(): Promise<void>;
}

/** Builds the web into a folder of its own; `EYRIE_TEST_WEB` names one that is built already. */
export async function buildWeb(): Promise<BuiltWeb> {
  const given = process.env.EYRIE_TEST_WEB;
  if (given) return { folder: given, remove: async () => undefined };
  // whoever starts us may be a test runner: React of its environment would be the slow one for developers
  vi.stubEnv('NODE_ENV', 'production');
  const folder = await mkdtemp(path.join(tmpdir(), 'eyrie-web-'));
  await build({
    configFile: path.join(root, 'vite.config.ts'),
    root: path.join(root, 'web'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
