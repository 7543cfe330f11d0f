import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Migration, migrate, readMigrations } from './migrate.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const migration = (name: string, sql: string): Migration => ({ name, sql, sha256: `sha of ${sql}` });

describe('migrating a database', () => {
  let database: TestDatabase;
  let shipped: Migration[];

  beforeEach(async () => {
    database = await createTestDatabase();
    shipped = await readMigrations();
  });
  afterEach(() => database.drop());

  const next = (name: string, sql: string) =>
    migration(`${String(shipped.length + 1).padStart(3, '0')}-${name}.sql`, sql);
  const run = (...more: Migration[]) => migrate({ url: database.url, migrations: [...shipped, ...more] });

  it('applies nothing twice', async () => {
    expect(await run()).toEqual([]);
    const notes = next('notes', 'create table notes (body text)');
    expect(await run(notes)).toEqual([notes.name]);
    expect(await run(notes)).toEqual([]);
  });

  it('applies each migration once when several starts migrate at the same time', async () => {
    const slow = next('slow', 'select pg_sleep(0.3); create table once_only (id int)');
    const applied = await Promise.all([run(slow), run(slow), run(slow), run(slow)]);
    expect(applied.flat()).toEqual([slow.name]);
  });

  it('undoes a migration that fails half-way and names it', async () => {
    const broken = next('broken', 'create table half (id int); select 1 / 0');
    await expect(run(broken)).rejects.toThrow(/broken\.sql failed and was undone: division by zero/);
    const found = await database.pool.query("select to_regclass('half') as half");
    expect(found.rows[0].half).toBeNull();
    const repaired = next('broken', 'create table half (id int)');
    expect(await run(repaired)).toEqual([repaired.name]);
  });

  it('refuses a database with a changed migration and leaves it as it was', async () => {
    await run(next('notes', 'create table notes (body text)'));
    const changed = next('notes', 'create table notes (body text, author text)');
    await expect(run(changed)).rejects.toThrow(/was changed after/);
    await expect(run()).rejects.toThrow(/newer version/);
  });

  it('keeps the lock only while it works', async () => {
    await run();
    const locks = await database.pool.query(
      "select 1 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
    );
    expect(locks.rowCount).toBe(0);
  });
});
