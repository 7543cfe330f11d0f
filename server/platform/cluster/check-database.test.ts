import { describe, expect, it } from 'vitest';
import { checkDatabase, withoutSecrets } from './check-database.ts';
import { isPostgisNewEnough } from './database-unusable.ts';
import { chooseMajor, createAptProgress } from './debian-packages.ts';

describe('a database that is given', () => {
  it('is refused in one clear line without its password when it does not answer', async () => {
    const url = 'postgresql://eyrie:hidden-secret@127.0.0.1:1/eyrie';
    const refusal = await checkDatabase({ url, log: () => undefined, waitMs: 0 }).catch(
      (error: Error) => error,
    );
    expect(String(refusal)).toMatch(/127\.0\.0\.1:1\/eyrie can't be used: .*ECONNREFUSED/);
    expect(String(refusal)).not.toContain('hidden-secret');
  });

  it('is shown by host, port and name alone', () => {
    expect(withoutSecrets('postgresql://a:b@db.example:5433/eyrie')).toBe('db.example:5433/eyrie');
    expect(withoutSecrets('postgresql://a:b@localhost/eyrie?host=%2Frun%2Fpg')).toBe('/run/pg/eyrie');
  });

  it('needs PostGIS 3.3', () => {
    for (const good of ['3.3.2', '3.5.0 USE_GEOS=1', '4.0.0', '3.10.1'])
      expect(isPostgisNewEnough(good)).toBe(true);
    for (const old of ['3.2.9', '2.5.1', 'unknown', '']) expect(isPostgisNewEnough(old)).toBe(false);
  });
});

describe('choosing the distribution’s packages', () => {
  const names = [
    'postgresql-13-postgis-3',
    'postgresql-15-postgis-3',
    'postgresql-17-postgis-3',
    'postgresql-9.6',
  ];

  it('adds PostGIS to the PostgreSQL that is there, else takes the newest', () => {
    expect(chooseMajor(names, [15])).toBe(15);
    expect(chooseMajor(names, [])).toBe(17);
    expect(chooseMajor(names, [16])).toBe(17);
  });

  it('takes none that is too old', () => {
    expect(chooseMajor(['postgresql-14-postgis-3', 'postgresql-13-postgis-3'], [14])).toBeNull();
  });

  it('shows progress in a line every two seconds', () => {
    const said: string[] = [];
    let now = 0;
    const progress = createAptProgress(
      (line) => said.push(line),
      () => now,
    );
    progress('Unpacking libgeos-c1v5:amd64 (3.11.1-1) ...');
    now = 2500;
    progress('Reading package lists...');
    progress('Unpacking libproj25:amd64 (9.1.1-1+b1) ...');
    progress('Setting up libgdal32 (3.6.2) ...');
    now = 5000;
    progress('Get:2 http://deb.example/debian bookworm/main amd64 Packages [8790 kB]');
    progress('Get:5 http://deb.example/debian bookworm/main amd64 libaom3 amd64 3.6.0-1 [1851 kB]');
    expect(said).toEqual(['  … unpacking libproj25', '  … fetching libaom3']);
  });
});
