import { createHash } from 'node:crypto';
import pg from 'pg';
import { migrate, readMigrations } from './migrate.ts';

const templateLockKey = 7_203_114_526;

/**
 * Makes the migrated database that tests' databases are copied from, or finds it made. It is named after the
 * migrations' content, so one that fits other migrations is never used.
 */
export async function migrateTemplate(url: string): Promise<string> {
  const migrations = await readMigrations();
  const content = migrations.map(({ sha256 }) => sha256).join();
  const template = `eyrie_template_${createHash('sha256').update(content).digest('hex').slice(0, 12)}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [templateLockKey]);
    const found = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (found.rowCount) return template;
    const partial = `${template}_partial`;
    await client.query(`drop database if exists ${partial} with (force)`);
    await client.query(`create database ${partial}`);
    await migrate({ url: databaseUrl(url, partial), migrations });
    await client.query(`alter database ${partial} rename to ${template}`);
    return template;
  } finally {
    await client.end();
  }
}

/** The same server's other database. */
export function databaseUrl(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
