import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMigrations, refuseForeignHistory } from './migrate.ts';

const first = { name: '001-district.sql', sha256: 'aa' };
const second = { name: '002-cases.sql', sha256: 'bb' };

describe('the history of migrations', () => {
  it('accepts a database that is behind the files, level with them, or new', () => {
    for (const history of [[], [first], [first, second]]) {
      expect(() => refuseForeignHistory(history, [first, second])).not.toThrow();
    }
  });

  it('refuses a file that was changed after it had been applied', () => {
    expect(() => refuseForeignHistory([{ ...first, sha256: 'xx' }], [first, second])).toThrow(
      /001-district\.sql was changed/,
    );
  });

  it('refuses a database that a newer version has used', () => {
    expect(() => refuseForeignHistory([first, second], [first])).toThrow(/newer version/);
  });

  it('refuses a database whose history has another name in the same place', () => {
    expect(() => refuseForeignHistory([{ ...first, name: '001-areas.sql' }], [first])).toThrow(
      /different histories/,
    );
  });
});

describe('reading migrations', () => {
  const folderOf = async (...names: string[]) => {
    const dir = await mkdtemp(path.join(tmpdir(), 'eyrie-migrations-'));
    for (const name of names) await writeFile(path.join(dir, name), 'select 1');
    return dir;
  };

  it('reads the shipped ones in order', async () => {
    const migrations = await readMigrations();
    expect(migrations.length).toBeGreaterThan(0);
    expect(migrations[0]?.name).toBe('001-district.sql');
    expect(migrations[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses a gap, a number that is used twice and a name of another form', async () => {
    for (const names of [
      ['001-a.sql', '003-b.sql'],
      ['001-a.sql', '001-b.sql'],
      ['001-a.sql', '2-b.sql'],
    ]) {
      await expect(readMigrations(await folderOf(...names))).rejects.toThrow(/should be named/);
    }
  });
});
