import { mkdir, mkdtemp, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { newestSource } from './build-web.ts';

describe('the age of the web interface’s sources', () => {
  it('is that of the newest file, tests left aside', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'eyrie-web-'));
    const put = async (file: string, seconds: number) => {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), '');
      await utimes(path.join(root, file), seconds, seconds);
    };
    for (const file of ['vite.config.ts', 'package.json', 'server/contract/case.ts']) await put(file, 1000);
    await put('web/map/layers/case-layer.ts', 2000);
    await put('web/map/case-layer.test.ts', 3000);
    expect(await newestSource(root)).toBe(2_000_000);
  });
});
