import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCaseService } from '../cases/case.service.ts';
import { laneCamera, plantMiniDistrict, sceneChange } from '../cases/mini-district.ts';
import { recordSceneChange } from '../cases/record-scene-change.ts';
import { readEvents } from '../platform/event-log.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { readWatchedCameras } from '../worker/watched-camera.repository.ts';
import { createFeedbackService, type FeedbackService } from './feedback.service.ts';

let database: TestDatabase;
let cases: ReturnType<typeof createCaseService>;
let feedback: FeedbackService;
let operator: { id: string; role: 'operator'; areaCode: null; departmentCode: null };
let caseId: string;

const seenWith = {
  picture: { width: 1000, height: 500 },
  model: { name: 'vehicles', version: '1.0.0', sha256: 'ab'.repeat(32) },
  threshold: 0.3,
  settings: { dwellSeconds: 180 },
};

beforeEach(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  await plantMiniDistrict(pool);
  await pool.query(`update cameras set settings = '{"dwellSeconds": 180}' where code = $1`, [laneCamera]);
  const { rows } = await pool.query(
    `insert into users (username, name, role, password_hash) values ('op', '值班员', 'operator', '') returning id`,
  );
  operator = { id: rows[0].id, role: 'operator', areaCode: null, departmentCode: null };
  cases = createCaseService(pool, [
    async (tx, _emit, { before, request, actorId }) => {
      if (request.step === 'refuse') await feedback.noteFalseAlarm(tx, before.id, request.note, actorId);
    },
  ]);
  feedback = createFeedbackService(pool, cases);
  const opened = { ...sceneChange({ box: [100, 100, 200, 100], score: 0.62 }), seenWith };
  const outcome = await recordSceneChange(pool, opened);
  if (!('caseId' in outcome)) throw new Error('no case');
  caseId = outcome.caseId;
});
afterEach(() => database.drop());

const settingsNow = async () => (await readWatchedCameras(database.pool, [laneCamera]))[0]!.settings;
const eventsSince = async (seq: number) =>
  (await readEvents(database.pool, seq, 100)).map(({ event }) => event);

test('a refused case is a false alarm, kept beside what the machine saw it with', async () => {
  await cases.takeStep(caseId, { step: 'refuse', note: '公交站' }, operator);
  const { feedback: said } = await feedback.of(caseId, operator);
  expect(said).toMatchObject([{ verdict: 'false-alarm', note: '公交站', actorName: '值班员' }]);
  const { rows } = await database.pool.query(
    'select s.box, s.score, s.seen_with, f.camera_code from feedback f join sightings s using (change_id)',
  );
  expect(rows).toEqual([
    { box: [100, 100, 200, 100], score: 0.62, seen_with: seenWith, camera_code: laneCamera },
  ]);
  const { sightingList } = await cases.detail(caseId, operator);
  expect(sightingList[0]!.seenWith).toMatchObject({ model: { name: 'vehicles' }, threshold: 0.3 });
});

test('what is said of a case comes with its event, and the newest counts', async () => {
  await feedback.give(caseId, { verdict: 'false-alarm', reason: 'shadow' }, operator);
  const after = await feedback.give(caseId, { verdict: 'confirmed-but', reason: 'wrong-place' }, operator);
  expect(after.feedback.map(({ reason }) => reason)).toEqual(['wrong-place', 'shadow']);
  const events = await eventsSince(1);
  expect(events.map(({ name }) => name)).toEqual(['caseChanged', 'caseChanged']);
  const versions = events.map(({ payload }) => ('version' in payload ? payload.version : 0));
  expect(versions[1]).toBe(versions[0]! + 1);
});

test('an ignore-zone and a threshold reach the worker’s settings, are told, and can be taken back', async () => {
  const zoned = await feedback.tune(caseId, { kind: 'ignore-zone' }, operator);
  const scored = await feedback.tune(caseId, { kind: 'open-score' }, operator);
  expect(zoned.offer).toMatchObject({ score: 0.63, currentScore: 0.3 });
  expect(scored.offer).toMatchObject({ currentScore: 0.63 });
  expect(await settingsNow()).toEqual({
    dwellSeconds: 180,
    openScore: 0.63,
    ignoreZones: [zoned.offer!.ignoreZone],
  });
  const [threshold, zone] = scored.tunes;
  expect([threshold!.kind, zone!.kind]).toEqual(['open-score', 'ignore-zone']);
  expect((await feedback.tunesOf(laneCamera, operator)).items).toHaveLength(2);

  await feedback.undo(zone!.id, operator);
  expect(await settingsNow()).toEqual({ dwellSeconds: 180, openScore: 0.63, ignoreZones: [] });
  await feedback.undo(threshold!.id, operator);
  await feedback.undo(threshold!.id, operator);
  expect(await settingsNow()).toEqual({ dwellSeconds: 180, ignoreZones: [] });
  expect((await feedback.of(caseId, operator)).tunes).toEqual([]);

  const events = (await eventsSince(1)).filter(({ name }) => name === 'cameraTuned');
  expect(events.map(({ payload }) => 'undoneAt' in payload && payload.undoneAt !== null)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('the zone holds every box in which it was seen', async () => {
  const seen = { box: [250, 150, 100, 100] as [number, number, number, number], score: 0.7 };
  const at = Date.parse('2030-01-01T08:05:00Z');
  await recordSceneChange(database.pool, sceneChange({ ...seen, change: 'updated', at }));
  const { offer } = await feedback.of(caseId, operator);
  expect(offer).toMatchObject({ score: 0.71 });
  expect([offer!.ignoreZone![0], offer!.ignoreZone![2]]).toEqual([
    [0.0625, 0.155],
    [0.3875, 0.545],
  ]);
});

test('two who set zones of one camera at once lose neither', async () => {
  const corners = (x: number): [number, number][] => [
    [x, 0],
    [x + 0.1, 0],
    [x, 0.1],
  ];
  const zones = [0, 0.2, 0.4, 0.6].map(corners);
  await Promise.all(
    zones.map((polygon) => feedback.tune(caseId, { kind: 'ignore-zone', polygon }, operator)),
  );
  expect((await settingsNow()).ignoreZones).toHaveLength(4);
  expect((await settingsNow()).ignoreZones).toEqual(expect.arrayContaining(zones));
});

test('settings that the scene would refuse stay as they were', async () => {
  await database.pool.query(`update cameras set settings = '{"dwellSeconds": -1}' where code = $1`, [
    laneCamera,
  ]);
  await expect(feedback.tune(caseId, { kind: 'open-score' }, operator)).rejects.toMatchObject({
    code: 'bad-request',
  });
  expect(await settingsNow()).toEqual({ dwellSeconds: -1 });
  expect((await feedback.of(caseId, operator)).tunes).toEqual([]);
});

test('a case that people reported has nothing to judge, and a leader only looks on', async () => {
  const { rows } = await database.pool.query(
    `insert into cases (number, source, type_code, state, location, started_at, opened_at)
     select 'x-1', 'staff', 'ai.fire-lane', 'reported', location, now(), now() from cases limit 1 returning id`,
  );
  const reported = rows[0].id;
  expect(await feedback.of(reported, operator)).toEqual({ feedback: [], offer: null, tunes: [] });
  await expect(feedback.give(reported, { verdict: 'false-alarm' }, operator)).rejects.toMatchObject({
    code: 'not-by-machine',
  });
  await cases.takeStep(reported, { step: 'refuse', note: '重复上报' }, operator);
  expect((await feedback.of(reported, operator)).feedback).toEqual([]);
  const leader = { ...operator, role: 'leader' } as const;
  await expect(feedback.tune(caseId, { kind: 'open-score' }, leader)).rejects.toMatchObject({
    code: 'not-allowed',
  });
  await expect(feedback.undo('no-such', operator)).rejects.toMatchObject({ code: 'tune-not-found' });
  await expect(feedback.of('00000000-0000-0000-0000-000000000000', operator)).rejects.toMatchObject({
    code: 'case-not-found',
  });
});
