import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** One file of `server/migrations`. */
export interface Migration {
  name: string;
  sql: string;
  sha256: string;
}

/** What the database has been through can't be what these files say; nobody but a person can sort that out. */
export class MigrationRefused extends Error {}

export const migrationsDir = fileURLToPath(new URL('../migrations', import.meta.url));

/** Every start of the product on one database takes this lock for its migrations: one migrates, the others wait. */
const migrationLockKey = 7_203_114_525;

/** Reads `NNN-name.sql` files in their order; their numbers run from 001 without a gap. */
export async function readMigrations(dir: string = migrationsDir): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      if (Number(/^(\d{3})-[a-z0-9-]+\.sql$/.exec(name)?.[1]) !== index + 1) {
        const expected = String(index + 1).padStart(3, '0');
        throw new MigrationRefused(`Migration ${name} should be named ${expected}-what-it-does.sql`);
      }
      const sql = await readFile(path.join(dir, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the database forward: applies what it lacks, each migration in a transaction together with its record.
 * Refuses a database whose history differs from the files. Gives the names of what was applied.
 */
export async function migrate(options: {
  url: string;
  migrations: Migration[];
  log?: (line: string) => void;
}): Promise<string[]> {
  const { url, migrations, log } = options;
  const client = new pg.Client({ connectionString: url, application_name: 'eyrie migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLockKey]);
    await client.query(`create table if not exists schema_migrations (
      name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
    const history = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from schema_migrations order by name collate "C"',
    );
    refuseForeignHistory(history.rows, migrations);
    const pending = migrations.slice(history.rows.length);
    for (const migration of pending) {
      log?.(`Database: migration ${migration.name}`);
      await apply(client, migration);
    }
    return pending.map(({ name }) => name);
  } finally {
    // The lock is the session's: it ends here, whatever happened.
    await client.end();
  }
}

/** Throws unless the recorded migrations are the first of the files, unchanged. */
export function refuseForeignHistory(
  history: { name: string; sha256: string }[],
  migrations: Pick<Migration, 'name' | 'sha256'>[],
): void {
  for (const [index, applied] of history.entries()) {
    const file = migrations[index];
    if (!file) {
      throw new MigrationRefused(
        `The database has migration ${applied.name}, which this version of Eyrie does not know: it was used by a newer version. Start that one.`,
      );
    }
    if (file.name !== applied.name) {
      throw new MigrationRefused(
        `The database has migration ${applied.name} where this version has ${file.name}: they are of different histories.`,
      );
    }
    if (file.sha256 !== applied.sha256) {
      throw new MigrationRefused(
        `Migration ${file.name} was changed after it had been applied to this database. Restore the file and write the change as a new migration.`,
      );
    }
  }
}

async function apply(client: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(
      `Migration ${name} failed and was undone: ${error instanceof Error ? error.message : error}`,
      {
        cause: error,
      },
    );
  }
}
