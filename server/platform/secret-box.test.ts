import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSecretBox, readKey } from './secret-box.ts';

describe('a secret box', () => {
  const box = createSecretBox(Buffer.alloc(32, 7));

  it('gives back what was sealed, and shows nothing of it', () => {
    const sealed = box.seal('JBSWY3DPEHPK3PXP', 'totp:1');
    expect(sealed.includes('JBSWY3')).toBe(false);
    expect(box.open(sealed, 'totp:1')).toBe('JBSWY3DPEHPK3PXP');
    expect(box.seal('JBSWY3DPEHPK3PXP', 'totp:1').equals(sealed)).toBe(false);
  });

  it('opens for its own context and with its own key only, and nothing that was changed', () => {
    const sealed = box.seal('JBSWY3DPEHPK3PXP', 'totp:1');
    expect(() => box.open(sealed, 'totp:2')).toThrow();
    expect(() => createSecretBox(Buffer.alloc(32, 8)).open(sealed, 'totp:1')).toThrow();
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(() => box.open(changed, 'totp:1')).toThrow();
  });

  it('takes no short key', () => {
    expect(() => createSecretBox(Buffer.alloc(16))).toThrow('32 bytes');
  });
});

describe('the key', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'eyrie-key-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made once, for its owner’s eyes alone, also by two that start at once', async () => {
    const file = path.join(folder, 'keys', 'accounts.key');
    const [first, second] = await Promise.all([readKey(undefined, file), readKey(undefined, file)]);
    expect(first).toHaveLength(32);
    expect(second).toEqual(first);
    expect(await readKey(undefined, file)).toEqual(first);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readFile(file, 'utf8')).trim()).toBe(first.toString('hex'));
  });

  it('comes from the setting where there is one', async () => {
    const file = path.join(folder, 'accounts.key');
    expect(await readKey('ab'.repeat(32), file)).toEqual(Buffer.alloc(32, 0xab));
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('is not guessed from a file that holds something else', async () => {
    const file = path.join(folder, 'accounts.key');
    await writeFile(file, 'x');
    await expect(readKey(undefined, file)).rejects.toThrow('is no key');
  });
});
