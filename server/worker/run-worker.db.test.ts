import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { laneCamera, plantMiniDistrict, towers } from '../cases/mini-district.ts';
import { createFileStore } from '../evidence/file-store.ts';
import { type StreamServer, startStreamServer } from '../ingest/stream-test-server.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { addUptime } from './camera-uptime.repository.ts';
import { beat, claimCameras } from './claim.repository.ts';
import { createOutbox } from './outbox.ts';
import { runWorker } from './run-worker.ts';
import { changeOf, entryOf } from './test-changes.ts';

/** The whole worker with real child processes, real streams and a real database; only the model is a toy. */

/** Served again and again: what is in its picture stands. */
const stillSegment = readFileSync(new URL('../ingest/fixtures/h264-0.mpegts', import.meta.url));

let database: TestDatabase;
let server: StreamServer;
let dataDir: string;
let stop: AbortController;
let running: Promise<void>;

beforeAll(async () => {
  server = await startStreamServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
  dataDir = await mkdtemp(path.join(tmpdir(), 'eyrie-worker-'));
  server.set('lane', { segmentsPerSecond: 4, startAt: Date.now(), transform: () => stillSegment });
});
afterEach(async () => {
  stop.abort();
  await running;
  await database.drop();
  await rm(dataDir, { recursive: true });
});

const start = (workerId = 'worker-1', children = 1): void => {
  stop = new AbortController();
  running = runWorker({
    workerId,
    pool: database.pool,
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
    signal: stop.signal,
    dataDir,
    children,
    store: createFileStore(path.join(dataDir, 'evidence')),
    runClipJobs: async () => {},
    onReady: () => {},
    childEnv: {
      ...process.env,
      EYRIE_DATA_DIR: dataDir,
      EYRIE_MODELS_DIR: fileURLToPath(new URL('../detect/fixtures', import.meta.url)),
      EYRIE_LOG_LEVEL: 'error',
    },
  });
};

/** The toy model sees a car in each bright half of the picture, always: it stands from the start. */
const pointLaneCamera = (name = 'lane') =>
  database.pool.query(
    `update cameras set stream_url = $1, settings = '{"preAlarmSeconds": 1, "dwellSeconds": 4}' where code = $2`,
    [server.url(name), laneCamera],
  );
const casesOpened = async (): Promise<number> =>
  (await database.pool.query('select count(*)::int as n from cases')).rows[0].n;
const stateOf = async (code: string): Promise<string> => {
  const { rows } = await database.pool.query(
    'select state, reason from camera_health where camera_code = $1',
    [code],
  );
  return rows[0] ? [rows[0].state, rows[0].reason].filter(Boolean).join(' ') : 'waiting';
};
const eventually = { timeout: 40_000, interval: 200 };
const childPids = (): number[] =>
  execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('worker/child.ts'))
    .map((line) => Number.parseInt(line, 10));

it('opens a case with its snapshot from a stream, and tells how every camera stands', async () => {
  await pointLaneCamera();
  start();
  await expect.poll(casesOpened, eventually).toBe(1);
  const { rows } = await database.pool.query('select storage_key, sha256 from evidence where kind = $1', [
    'snapshot',
  ]);
  const jpeg = await readFile(path.join(dataDir, 'evidence', rows[0].storage_key));
  expect([...jpeg.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  await expect.poll(() => stateOf(laneCamera), eventually).toBe('up');
  await expect.poll(() => stateOf(towers[0]), eventually).toMatch(/^down no-model/);
  const worker = await database.pool.query('select id, children, provider from workers');
  await expect
    .poll(
      async () => (await database.pool.query('select provider from workers')).rows[0].provider,
      eventually,
    )
    .toBe('cpu');
  expect(worker.rows[0]).toMatchObject({ id: 'worker-1', children: 1 });
});

it('takes a zone that an operator sets while it watches, and its undoing', async () => {
  const everywhere = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  await pointLaneCamera();
  const setZones = (zones: number[][][]) =>
    database.pool.query(
      `update cameras set settings = settings || jsonb_build_object('ignoreZones', $1::jsonb)`,
      [JSON.stringify(zones)],
    );
  await setZones([everywhere]);
  start();
  await expect.poll(() => stateOf(laneCamera), eventually).toBe('up');
  await new Promise((resolve) => setTimeout(resolve, 8_000));
  expect(await casesOpened()).toBe(0);
  const [child] = childPids();
  await setZones([]);
  await expect.poll(casesOpened, eventually).toBe(1);
  expect(childPids()).toEqual([child]);
  const { rows } = await database.pool.query(`select seen_with from sightings where change = 'opened'`);
  expect(rows[0].seen_with).toMatchObject({
    picture: { width: expect.any(Number), height: expect.any(Number) },
    model: { name: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    threshold: expect.any(Number),
    settings: { dwellSeconds: 4, ignoreZones: [] },
  });
  await addUptime(database.pool, 'worker-1', 60);
  await addUptime(database.pool, 'worker-1', 30);
  await addUptime(database.pool, 'another', 30);
  const uptime = await database.pool.query('select camera_code, seconds from camera_uptime');
  expect(uptime.rows).toEqual([{ camera_code: laneCamera, seconds: 90 }]);
}, 120_000);

it('loses no case and opens none twice when its child is killed', async () => {
  await pointLaneCamera();
  start();
  await expect.poll(() => stateOf(laneCamera), eventually).toBe('up');
  const [first] = childPids();
  process.kill(first as number, 'SIGKILL');
  await expect.poll(casesOpened, eventually).toBe(1);
  const [second] = childPids();
  expect(second).not.toBe(first);
  process.kill(second as number, 'SIGKILL');
  const sightings = async (): Promise<number> =>
    (await database.pool.query('select sightings from cases')).rows[0].sightings;
  await expect.poll(sightings, eventually).toBeGreaterThan(3);
  expect(await casesOpened()).toBe(1);
}, 120_000);

it('delivers once what a killed worker left in its outbox', async () => {
  const outbox = createOutbox(path.join(dataDir, 'outbox'));
  await outbox.put(entryOf(changeOf({ at: Date.now(), startedAt: Date.now() - 60_000 }), laneCamera));
  start();
  await expect.poll(casesOpened, eventually).toBe(1);
  await expect.poll(() => outbox.list(), eventually).toEqual([]);
});

it('shows a dead camera as down with its reason, and watches on when its address is put right', async () => {
  await pointLaneCamera('nowhere');
  start();
  await expect.poll(() => stateOf(laneCamera), eventually).toBe('down http-404');
  await pointLaneCamera();
  await expect.poll(() => stateOf(laneCamera), eventually).toBe('up');
});

it('leaves nothing of itself behind when it is stopped', async () => {
  await pointLaneCamera();
  start('worker-1', 2);
  await expect.poll(() => childPids().length, eventually).toBe(2);
  await expect.poll(() => stateOf(laneCamera), eventually).toBe('up');
  stop.abort();
  await running;
  expect(childPids()).toEqual([]);
  const { rows } = await database.pool.query(
    'select (select count(*)::int from camera_claims) + (select count(*)::int from workers) as n',
  );
  expect(rows[0].n).toBe(0);
});

it('shares the cameras fairly, and takes over those of a worker that is gone', async () => {
  stop = new AbortController();
  running = Promise.resolve();
  const { pool } = database;
  const workerOf = (id: string) => ({ id, host: 'host', children: 1, startedAt: Date.now() });
  await beat(pool, workerOf('a'));
  expect(await claimCameras(pool, 'a')).toHaveLength(3);
  await beat(pool, workerOf('b'));
  expect(await claimCameras(pool, 'b')).toHaveLength(0);
  const kept = await claimCameras(pool, 'a');
  const taken = await claimCameras(pool, 'b');
  expect(kept).toHaveLength(2);
  expect([...kept, ...taken].sort()).toEqual([laneCamera, ...towers].sort());
  await pool.query(`update camera_claims set until = now() - interval '1 second' where worker_id = 'a'`);
  await pool.query(`update workers set last_seen_at = now() - interval '1 minute' where id = 'a'`);
  expect(await claimCameras(pool, 'b')).toHaveLength(3);
});
