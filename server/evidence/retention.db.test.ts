import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plantMiniDistrict, sceneChange } from '../cases/mini-district.ts';
import { recordSceneChange } from '../cases/record-scene-change.ts';
import { createLog } from '../platform/log.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { type EvidenceStore, openEvidenceStore } from './evidence-store.ts';
import { removeExpired } from './retention.ts';

const day = 86_400_000;
const now = Date.UTC(2031, 0, 1);
let database: TestDatabase;
let dataDir: string;
let store: EvidenceStore;

beforeEach(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
  dataDir = await mkdtemp(path.join(tmpdir(), 'eyrie-retention-'));
  store = openEvidenceStore({ dataDir });
});
afterEach(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

const run = (parts: { store?: EvidenceStore } = {}) =>
  removeExpired({
    pool: database.pool,
    store,
    keepDays: 30,
    feedbackDays: 365,
    clock: { now: () => now },
    log: createLog({ process: 'test', level: 'silent' }),
    ...parts,
  });

/** A case with a snapshot of the given age, closed so many days ago, or open. */
async function plantCase(key: string, daysOld: number, closedDaysAgo: number | null): Promise<void> {
  const stored = await store.put(key, Buffer.from(key), 'image/jpeg');
  const at = now - daysOld * day;
  const evidence = {
    kind: 'snapshot',
    storageKey: key,
    contentType: 'image/jpeg',
    fromAt: at,
    toAt: at,
    ...stored,
  } as const;
  const outcome = await recordSceneChange(
    database.pool,
    sceneChange({ incidentKey: key, startedAt: at, at, evidence: [evidence] }),
  );
  if (outcome.outcome !== 'opened') throw new Error(`the case was ${outcome.outcome}`);
  await database.pool.query('update evidence set created_at = $2 where case_id = $1', [
    outcome.caseId,
    new Date(at),
  ]);
  if (closedDaysAgo === null) return;
  const closedAt = new Date(now - closedDaysAgo * day);
  await database.pool.query(`update cases set state = 'closed', closed_at = $2 where id = $1`, [
    outcome.caseId,
    closedAt,
  ]);
}
async function keysInStore(): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list('')) keys.push(key);
  return keys.sort();
}
const keysInDatabase = async () =>
  (await database.pool.query('select storage_key from evidence order by 1')).rows.map(
    (row) => row.storage_key,
  );
const deletions = async () =>
  (await database.pool.query('select storage_key, kind, why from evidence_deletions order by 1')).rows;

test('deletes what was kept long enough after its case was closed, and logs it', async () => {
  await plantCase('old.jpg', 400, 31);
  await plantCase('young.jpg', 200, 29);
  expect(await run()).toEqual({ deleted: 1, failed: 0 });
  expect(await keysInStore()).toEqual(['young.jpg']);
  expect(await keysInDatabase()).toEqual(['young.jpg']);
  expect(await deletions()).toEqual([
    { storage_key: 'old.jpg', kind: 'snapshot', why: 'kept for 30 days after the case was closed' },
  ]);
});

test('deletes nothing of an open case, however old', async () => {
  await plantCase('open.jpg', 4000, null);
  expect(await run()).toEqual({ deleted: 0, failed: 0 });
  expect(await keysInStore()).toEqual(['open.jpg']);
});

test('keeps what an operator said something of for as long as feedback is kept', async () => {
  await plantCase('judged.jpg', 400, 100);
  await plantCase('judged-long-ago.jpg', 900, 366);
  await plantCase('plain.jpg', 500, 100);
  await database.pool.query(
    `insert into feedback (case_id, change_id, camera_code, scene, verdict)
     select case_id, change_id, camera_code, scene, 'false-alarm' from sightings where incident_key like 'judged%'`,
  );
  expect(await run()).toEqual({ deleted: 2, failed: 0 });
  expect(await keysInStore()).toEqual(['judged.jpg']);
  expect(await deletions()).toMatchObject([
    { storage_key: 'judged-long-ago.jpg', why: 'kept for 365 days after the case was closed' },
    { storage_key: 'plain.jpg', why: 'kept for 30 days after the case was closed' },
  ]);
});

test('leaves a file in place whose store is away, goes on with the others, and deletes it next time', async () => {
  await plantCase('a.jpg', 400, 100);
  await plantCase('b.jpg', 300, 100);
  const halfAway: EvidenceStore = {
    ...store,
    delete: (key) => (key === 'a.jpg' ? Promise.reject(new Error('away')) : store.delete(key)),
  };
  expect(await run({ store: halfAway })).toEqual({ deleted: 1, failed: 1 });
  expect(await keysInDatabase()).toEqual(['a.jpg']);
  expect(await run()).toEqual({ deleted: 1, failed: 0 });
  expect(await keysInStore()).toEqual([]);
});

test('ends a deletion that was cut off after the file was gone', async () => {
  await plantCase('gone.jpg', 400, 100);
  await store.delete('gone.jpg');
  expect(await run()).toEqual({ deleted: 1, failed: 0 });
  expect(await keysInDatabase()).toEqual([]);
});

test('removes the file whose place a newer one took', async () => {
  await plantCase('case.jpg', 1, null);
  await store.put('replaced.jpg', Buffer.from('x'), 'image/jpeg');
  await database.pool.query(
    `insert into evidence_deletions (case_id, kind, storage_key, sha256, why, deleted_at)
     select id, 'after', 'replaced.jpg', '', 'replaced by a newer one', $1 from cases`,
    [new Date(now - day)],
  );
  expect(await run()).toEqual({ deleted: 1, failed: 0 });
  expect(await keysInStore()).toEqual(['case.jpg']);
  expect(await run(), 'and it is done').toEqual({ deleted: 0, failed: 0 });
});

test('two servers that run at once delete each file once', async () => {
  for (let i = 0; i < 8; i++) await plantCase(`${i}.jpg`, 400 + i * 10, 100);
  const results = await Promise.all([run(), run()]);
  expect(results.reduce((total, { deleted }) => total + deleted, 0)).toBe(8);
  expect(await deletions()).toHaveLength(8);
});
