import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { beforeEach, inject, type TestContext } from 'vitest';
import { createPool, type Pool } from './db.ts';
import { databaseUrl } from './test-database-template.ts';

/** A migrated, empty database of the test's own. */
export interface TestDatabase {
  name: string;
  url: string;
  pool: Pool;
  /** Closes the pool and drops the database; one of a test file with a failed test is kept, and named on the console. */
  drop(): Promise<void>;
}

/** The tests of this file as they start; a failed one's database stays for a look. */
const startedTests: TestContext['task'][] = [];
beforeEach(({ task }) => {
  startedTests.push(task);
});

/** Copies the migrated template (about 0.1 s). Call it in `beforeAll` or `beforeEach`, and `drop` in the hook after. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url: serverUrl, template } = inject('testDatabase');
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const name = `test_${time}_${randomBytes(4).toString('hex')}`;
  await onServer(serverUrl, `create database ${name} template ${template}`);
  const url = databaseUrl(serverUrl, name);
  const pool = createPool({ url, name: 'eyrie test', max: 10 });
  return {
    name,
    url,
    pool,
    async drop() {
      await pool.end();
      if (startedTests.some((task) => task.result?.state === 'fail')) {
        console.log(`A test failed; its database is kept: psql '${url}'`);
        return;
      }
      // the plain form ends an autovacuum that is at it, which `force` may not; `force` ends connections left open
      await onServer(serverUrl, `drop database if exists ${name}`).catch(() =>
        onServer(serverUrl, `drop database if exists ${name} with (force)`),
      );
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
