import { afterEach, beforeEach, expect, it } from 'vitest';
import { isKnownKey } from './key-check.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

it('knows a database’s first key again, tells another from it, and keeps neither', async () => {
  const key = Buffer.alloc(32, 7);
  expect(await isKnownKey(database.pool, 'accounts', key)).toBe(true);
  expect(await isKnownKey(database.pool, 'accounts', key)).toBe(true);
  expect(await isKnownKey(database.pool, 'accounts', Buffer.alloc(32, 8))).toBe(false);
  expect(await isKnownKey(database.pool, 'channels', Buffer.alloc(32, 8))).toBe(true);
  const { rows } = await database.pool.query('select value from secrets');
  for (const { value } of rows) expect(value.includes(key.subarray(0, 8))).toBe(false);
});
