import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachEvidence } from '../cases/attach-evidence.ts';
import { laneCamera, plantMiniDistrict, sceneChange } from '../cases/mini-district.ts';
import { recordSceneChange } from '../cases/record-scene-change.ts';
import { readEvents } from '../platform/event-log.ts';
import { createLog } from '../platform/log.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { createClipJobRunner } from './clip-job-runner.ts';
import { type EvidenceStore, openEvidenceStore } from './evidence-store.ts';
import { avcSegment, fixtureStartAt } from './fixture-segments.ts';
import { createSegmentRing, type SegmentRing } from './segment-ring.ts';

let database: TestDatabase;
let dataDir: string;
let ring: SegmentRing;
let store: EvidenceStore;
let now: number;
let stop: AbortController;
const clock = { now: () => now };

beforeEach(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
  dataDir = await mkdtemp(path.join(tmpdir(), 'eyrie-clips-'));
  now = fixtureStartAt;
  stop = new AbortController();
  ring = createSegmentRing({ dir: path.join(dataDir, 'ring'), keepMs: 60_000, clock });
  store = openEvidenceStore({ dataDir });
});
afterEach(async () => {
  stop.abort();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

const runnerOf = (parts: Partial<Parameters<typeof createClipJobRunner>[0]> = {}) =>
  createClipJobRunner({
    pool: database.pool,
    workerId: 'test-worker',
    ring,
    store,
    attachEvidence,
    clock,
    log: createLog({ process: 'test', level: 'silent' }),
    signal: stop.signal,
    pollMs: 20,
    ...parts,
  });

/** Opens a case whose clip shall show the fixture's first eight seconds. */
async function openCase(): Promise<string> {
  const outcome = await recordSceneChange(
    database.pool,
    sceneChange({ startedAt: fixtureStartAt + 1000, at: fixtureStartAt + 2000 }),
  );
  if (!('caseId' in outcome)) throw new Error('no case was opened');
  await database.pool.query('update clip_jobs set from_at = $1, to_at = $2, due_at = $2', [
    new Date(fixtureStartAt + 1000),
    new Date(fixtureStartAt + 8000),
  ]);
  return outcome.caseId;
}
const keepFootage = async (indexes: number[]) => {
  for (const index of indexes) await ring.keep(laneCamera, avcSegment(index));
};
const job = async () => (await database.pool.query('select state, attempts, note from clip_jobs')).rows[0];
const clips = async () => (await database.pool.query(`select * from evidence where kind = 'clip'`)).rows;

test('makes the clip when it is due, stores it and tells the walls', async () => {
  const caseId = await openCase();
  await keepFootage([0, 1, 2, 3]);
  const runner = runnerOf();
  now = fixtureStartAt + 7000;
  expect(await runner.runDue(), 'it is not due yet').toBe(0);
  now = fixtureStartAt + 8000;
  expect(await runner.runDue()).toBe(1);

  const [clip] = await clips();
  expect(clip).toMatchObject({
    case_id: caseId,
    content_type: 'video/mp4',
    from_at: new Date(fixtureStartAt),
  });
  const stored = await store.get(clip.storage_key);
  const bytes = stored && (await buffer(stored.stream));
  expect(bytes?.length).toBe(clip.bytes);
  expect(
    createHash('sha256')
      .update(bytes ?? '')
      .digest('hex'),
  ).toBe(clip.sha256);
  expect(await job()).toEqual({ state: 'done', attempts: 1, note: null });
  const events = await readEvents(database.pool, 0, 10);
  expect(events.map(({ event }) => event.name)).toEqual(['caseOpened', 'caseChanged']);
});

test('waits for footage that comes late', async () => {
  await openCase();
  await keepFootage([0, 1]);
  const runner = runnerOf();
  now = fixtureStartAt + 8000;
  await runner.runDue();
  expect(await job()).toEqual({ state: 'waiting', attempts: 1, note: 'waiting for footage' });
  await keepFootage([2, 3]);
  now += 2000;
  await runner.runDue();
  expect(await job()).toEqual({ state: 'done', attempts: 2, note: null });
});

test('makes the clip of what there is, and says what is missing', async () => {
  await openCase();
  await keepFootage([0, 3]);
  now = fixtureStartAt + 8000;
  await runnerOf().runDue();
  expect(await job()).toEqual({ state: 'done', attempts: 1, note: '4.0 s of footage missing' });
});

test('fails visibly where there is no footage at all', async () => {
  await openCase();
  const runner = runnerOf();
  for (const pauseMs of [8000, 2000, 4000]) {
    now += pauseMs;
    await runner.runDue();
  }
  expect(await job()).toEqual({ state: 'failed', attempts: 3, note: 'no footage of that time is left' });
  expect(await clips()).toEqual([]);
});

test('tries again after the store was away, with the footage kept as long', async () => {
  await openCase();
  await keepFootage([0, 1, 2, 3]);
  now = fixtureStartAt + 8000;
  const away: EvidenceStore = { ...store, put: () => Promise.reject(new Error('the store is away')) };
  await runnerOf({ store: away }).runDue();
  expect(await job()).toEqual({ state: 'waiting', attempts: 1, note: 'the store is away' });
  const runner = runnerOf();
  now += 3_000_000;
  await runner.sweep();
  await runner.runDue();
  expect(await job()).toEqual({ state: 'done', attempts: 2, note: null });
  now += 3_000_000;
  await runner.sweep();
  expect(await ring.read(laneCamera, 0, now), 'then it ages away').toEqual([]);
});

test('leaves the jobs of other workers alone, and gives up those of a worker that is gone', async () => {
  await openCase();
  await keepFootage([0, 1, 2, 3]);
  now = fixtureStartAt + 8000;
  const other = runnerOf({ workerId: 'another-worker' });
  expect(await other.runDue()).toBe(0);
  now += 3_700_000;
  await other.sweep();
  expect(await job()).toMatchObject({
    state: 'failed',
    note: 'the worker that kept the footage has not come back',
  });
});

test('takes up a job again whose maker was killed at work', async () => {
  await openCase();
  await keepFootage([0, 1, 2, 3]);
  now = fixtureStartAt + 8000;
  const never = new Promise<never>(() => {});
  void runnerOf({ attachEvidence: () => never }).runDue();
  await expect.poll(async () => (await job()).attempts).toBe(1);
  const successor = runnerOf();
  expect(await successor.runDue(), 'the other one may still be at it').toBe(0);
  now += 30_000;
  expect(await successor.runDue()).toBe(1);
  expect(await job()).toMatchObject({ state: 'done', attempts: 2 });
  expect(await clips()).toHaveLength(1);
});

test('lets no footage age away while the database can’t be asked, nor before the outage is worked off', async () => {
  await keepFootage([0]);
  const footage = async () => (await ring.read(laneCamera, 0, now)).length;
  const query = database.pool.query.bind(database.pool);
  let away = true;
  const pool = {
    query: (...call: Parameters<typeof query>) => (away ? Promise.reject(new Error('away')) : query(...call)),
  };
  const runner = runnerOf({ pool: pool as unknown as TestDatabase['pool'] });
  now += 600_000;
  await runner.sweep();
  expect(await footage()).toBe(1);
  away = false;
  now += 60_000;
  await runner.sweep();
  expect(await footage()).toBe(1);
  now += 60_000;
  await runner.sweep();
  expect(await footage()).toBe(0);
});

test('runs by itself until it is told to stop', async () => {
  await openCase();
  await keepFootage([0, 1, 2, 3]);
  now = fixtureStartAt + 8000;
  const running = runnerOf().run();
  await expect.poll(async () => (await job()).state).toBe('done');
  stop.abort();
  await running;
});
