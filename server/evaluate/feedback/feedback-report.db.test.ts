import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { laneCamera, plantMiniDistrict, sceneChange, towers } from '../../cases/mini-district.ts';
import { recordSceneChange } from '../../cases/record-scene-change.ts';
import { createFileStore } from '../../evidence/file-store.ts';
import { createTestDatabase, type TestDatabase } from '../../platform/test-database.ts';
import { askAgain, askedAgainInWords } from './ask-again.ts';
import { feedbackTables } from './feedback-tables.ts';
import { listJudgedCases, listWatchedDays } from './judged-case.repository.ts';

let database: TestDatabase;
let folder: string;
const root = fileURLToPath(new URL('../../..', import.meta.url));

beforeEach(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
  folder = await mkdtemp(path.join(tmpdir(), 'eyrie-feedback-'));
  vi.stubEnv('EYRIE_MODELS_DIR', path.join(root, 'server/detect/fixtures'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await database.drop();
  await rm(folder, { recursive: true });
});

const model = { name: 'tiny', version: '1', sha256: 'cd'.repeat(32) };
const seenWith = { model, picture: { width: 320, height: 180 }, threshold: 0.3, settings: {} };

/** A case a day, each at its own place, in the state that people left it in. */
async function plantCase(
  day: number,
  state: string,
  said?: { verdict: string; reason: string },
): Promise<string> {
  const at = Date.UTC(2031, 0, day, 22, 30);
  const change = sceneChange({
    incidentKey: `k${day}`,
    startedAt: at,
    at,
    place: [113.002 + day * 0.001, 30.01],
  });
  const outcome = await recordSceneChange(database.pool, { ...change, seenWith });
  if (outcome.outcome !== 'opened') throw new Error(`the case was ${outcome.outcome}`);
  const { caseId } = outcome;
  await database.pool.query(
    `update cases set state = $2, opened_at = $3, closed_at = case when $2 = 'reported' then null else $3::timestamptz end where id = $1`,
    [caseId, state, new Date(at)],
  );
  if (said)
    await database.pool.query(
      `insert into feedback (case_id, change_id, camera_code, scene, verdict, reason)
       select case_id, change_id, camera_code, scene, $2, $3 from sightings where case_id = $1`,
      [caseId, said.verdict, said.reason],
    );
  return caseId;
}

test('tells precision and false events per camera-day by what people made of the cases', async () => {
  await plantCase(1, 'refused');
  await plantCase(2, 'refused', { verdict: 'false-alarm', reason: 'shadow' });
  await plantCase(3, 'closed');
  await plantCase(4, 'closed', { verdict: 'confirmed-but', reason: 'wrong-box' });
  await plantCase(5, 'closed', { verdict: 'false-alarm', reason: 'passing' });
  await plantCase(6, 'reported');
  await database.pool.query(
    `insert into camera_uptime (camera_code, day, seconds) values ($1, '2031-01-01', 86400), ($1, '2031-01-02', 43200), ($2, '2031-01-01', 86400)`,
    [laneCamera, towers[0]],
  );
  const cases = await listJudgedCases(database.pool);
  expect(cases.map(({ verdict }) => verdict)).toEqual([
    'false-alarm',
    'false-alarm',
    'confirmed',
    'confirmed-but',
    'false-alarm',
    'unjudged',
  ]);
  expect(cases[0]).toMatchObject({ hour: 6, model, cameraName: '滨河路1号' });
  const tables = feedbackTables(cases, await listWatchedDays(database.pool));
  expect(tables).toMatch(
    /\| fire-lane \| 6 +\| 2 +\| 3 +\| 1 +\| 0\.40 \(0\.12–0\.77\) \| 1\.50 +\| 2\.00 \(0\.41–5\.84\)/,
  );
  expect(tables).toContain('| fire-lane 06   |');
  expect(tables).toContain('tiny 1 (cdcdcdcd)');
  expect(tables).toContain('| false-alarm: shadow ');
  expect(tables).toContain('counted by the workers for 2 camera(s)');
});

test('takes first to last sighting where nobody counted, and says so', async () => {
  await plantCase(1, 'refused');
  await plantCase(4, 'closed');
  const watched = await listWatchedDays(database.pool);
  expect(watched).toEqual([{ cameraCode: laneCamera, scene: 'fire-lane', days: 3, from: 'sightings' }]);
  expect(feedbackTables(await listJudgedCases(database.pool), watched)).toContain(
    'from first to last sighting for 1',
  );
});

test('asks the present model and settings again, by the clip of each judged case', async () => {
  const store = createFileStore(folder);
  const clip = await readFile(path.join(root, 'server/simulator/fixtures/counting.mp4'));
  const caseId = await plantCase(1, 'refused');
  const stored = await store.put('clip.mp4', clip, 'video/mp4');
  await database.pool.query(
    `insert into evidence (case_id, kind, storage_key, sha256, bytes, content_type) values ($1, 'clip', $2, $3, $4, 'video/mp4')`,
    [caseId, stored.key, stored.sha256, stored.bytes],
  );
  await plantCase(2, 'refused');
  const ask = async (settings: object) => {
    await database.pool.query('update cameras set settings = $1', [JSON.stringify(settings)]);
    return askAgain(await listJudgedCases(database.pool), store, () => undefined);
  };
  const before = await ask({ dwellSeconds: 1, preAlarmSeconds: 0.5 });
  expect(before.map(({ tellsAgain, why }) => [tellsAgain, why])).toEqual([[true, undefined]]);
  expect(askedAgainInWords(before)).toMatch(/: 1 of 1 false alarms would be told again, 0 of 0 confirmed/);
  const everywhere = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  const after = await ask({ dwellSeconds: 1, preAlarmSeconds: 0.5, ignoreZones: [everywhere] });
  expect(after.map(({ tellsAgain }) => tellsAgain)).toEqual([false]);
  await store.delete('clip.mp4');
  expect(await ask({})).toMatchObject([{ tellsAgain: undefined, why: 'its clip is not in the store' }]);
}, 120_000);
