import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { transact } from '../platform/db.ts';
import { readEvents } from '../platform/event-log.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { attachEvidence } from './attach-evidence.ts';
import { createCaseService } from './case.service.ts';
import { anOperator, laneCamera, plantMiniDistrict, sceneChange, towers } from './mini-district.ts';
import { endForgottenPreAlarms, listPreAlarms } from './pre-alarm.repository.ts';
import { recordSceneChange } from './record-scene-change.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
});
afterEach(() => database.drop());

const record = (...parts: Parameters<typeof sceneChange>) =>
  recordSceneChange(database.pool, sceneChange(...parts));
const openCases = async () =>
  (await createCaseService(database.pool).list({ limit: 50, state: 'open' }, anOperator)).items;
const eventNames = async () => (await readEvents(database.pool, 0, 100)).map(({ event }) => event.name);
const minutes = (n: number) => n * 60_000;
const noon = Date.parse('2030-01-01T12:00:00Z');

describe('recordSceneChange', () => {
  it('opens a case in its grid, on its street, with its department and limit', async () => {
    await record();
    const [opened] = await openCases();
    expect(opened).toMatchObject({
      source: 'ai',
      scene: 'fire-lane',
      state: 'reported',
      condition: 'ongoing',
      gridCode: '990101001001001',
      departmentName: '消防救援大队',
      sightings: 1,
      place: {
        gridName: '第一网格',
        communityName: '临江社区',
        townshipName: '城关街道',
        streetName: '滨河路',
      },
    });
    expect(opened?.number).toMatch(/^\d{8}-\d{6}$/);
    expect(Date.parse(opened?.dueAt ?? '') - Date.parse(opened?.openedAt ?? '')).toBe(minutes(120));
    expect(await eventNames()).toEqual(['caseOpened']);
  });

  it('counts a limit in working hours by the centre’s own calendar', async () => {
    await database.pool.query(
      `update event_types set limit_value = 3, limit_unit = 'working-hours' where code = 'ai.fire-lane'`,
    );
    const everyDay = {
      timeZone: 'UTC',
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      officeHours: [{ from: '00:00', to: '24:00' }],
    };
    await database.pool.query('insert into working_calendar (calendar) values ($1)', [everyDay]);
    await record();
    const [opened] = await openCases();
    expect(Date.parse(opened?.dueAt ?? '') - Date.parse(opened?.openedAt ?? '')).toBe(minutes(180));
  });

  it('changes nothing when the same change is recorded twice', async () => {
    await record();
    expect(await record()).toEqual({ outcome: 'repeated' });
    expect(await openCases()).toHaveLength(1);
    expect(await eventNames()).toEqual(['caseOpened']);
  });

  it('opens one case when two towers see one fire at the same moment', async () => {
    const fire = { scene: 'straw-burning', at: noon, startedAt: noon - 8000 } as const;
    const outcomes = await Promise.all([
      record({ ...fire, cameraCode: towers[0], incidentKey: 'a', place: [113.009, 30.009] }),
      record({ ...fire, cameraCode: towers[1], incidentKey: 'b', place: [113.0105, 30.0102] }),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['merged', 'opened']);
    const cases = await openCases();
    expect(cases).toHaveLength(1);
    expect(cases[0]).toMatchObject({ sightings: 2, cameras: 2 });
  });

  it('opens two cases for fires that are far apart', async () => {
    const fire = { scene: 'straw-burning', at: noon } as const;
    await record({ ...fire, cameraCode: towers[0], incidentKey: 'a', place: [113.002, 30.002] });
    await record({ ...fire, cameraCode: towers[1], incidentKey: 'b', place: [113.018, 30.018] });
    expect(await openCases()).toHaveLength(2);
  });

  it('says cleared only when every camera that saw it says so', async () => {
    const fire = { scene: 'straw-burning', place: [113.009, 30.009] as [number, number] } as const;
    await record({ ...fire, cameraCode: towers[0], incidentKey: 'a', at: noon });
    await record({ ...fire, cameraCode: towers[1], incidentKey: 'b', at: noon + 1000 });
    await record({
      ...fire,
      cameraCode: towers[0],
      incidentKey: 'a',
      change: 'cleared',
      at: noon + minutes(5),
    });
    expect((await openCases())[0]?.condition).toBe('ongoing');
    await record({
      ...fire,
      cameraCode: towers[1],
      incidentKey: 'b',
      change: 'cleared',
      at: noon + minutes(6),
    });
    expect((await openCases())[0]).toMatchObject({
      condition: 'cleared',
      clearedAt: '2030-01-01T12:06:00.000Z',
    });
  });

  it('joins what a restarted camera sees again to the open case', async () => {
    await record({ incidentKey: 'before the crash', at: noon });
    expect(await record({ incidentKey: 'after the crash', at: noon + minutes(3) })).toMatchObject({
      outcome: 'merged',
    });
    expect(
      await record({ incidentKey: 'after the crash', at: noon + minutes(4), change: 'cleared' }),
    ).toMatchObject({
      outcome: 'changed',
    });
    expect((await openCases())[0]).toMatchObject({ condition: 'cleared', sightings: 3 });
  });

  it('opens another case once the first is closed, or was last seen long ago', async () => {
    await record({ incidentKey: 'first', at: noon });
    await record({ incidentKey: 'second', at: noon + minutes(11) });
    expect(await openCases()).toHaveLength(2);
  });

  it('shows a pre-alarm until it is opened', async () => {
    await record({ change: 'pre-alarm', at: noon });
    expect(await listPreAlarms(database.pool, { kind: 'district' })).toMatchObject([
      { state: 'raised', gridCode: '990101001001001' },
    ]);
    await record({ change: 'opened', at: noon + minutes(3) });
    expect(await listPreAlarms(database.pool, { kind: 'district' })).toEqual([]);
    expect(await eventNames()).toEqual(['preAlarm', 'preAlarm', 'caseOpened']);
  });

  it('ends the pre-alarm of a camera whose scene began anew and has forgotten it', async () => {
    const startedAt = noon;
    await record({ change: 'pre-alarm', at: noon + 30_000, startedAt });
    const end = (beganAt: number) =>
      transact(database.pool, (tx, emit) =>
        endForgottenPreAlarms(tx, emit, new Map([[laneCamera, beganAt]])),
      );
    await end(startedAt - 1000);
    expect(await listPreAlarms(database.pool, { kind: 'district' })).toHaveLength(1);
    await end(startedAt + 60_000);
    expect(await listPreAlarms(database.pool, { kind: 'district' })).toEqual([]);
    expect(await eventNames()).toEqual(['preAlarm', 'preAlarm']);
  });

  it('asks for the clip of a new case, and shows it when it arrives', async () => {
    await record();
    const { rows } = await database.pool.query('select * from clip_jobs');
    expect(rows).toMatchObject([{ worker_id: 'test-worker', state: 'waiting' }]);
    await attachEvidence(database.pool, {
      caseId: rows[0].case_id,
      cameraCode: rows[0].camera_code,
      jobId: rows[0].id,
      kind: 'clip',
      storageKey: '2030/01/01/x/clip.mp4',
      sha256: 'a'.repeat(64),
      bytes: 1000,
      contentType: 'video/mp4',
      fromAt: noon,
      toAt: noon + 1000,
    });
    const [shown] = await openCases();
    expect(shown?.evidence.clip).toMatchObject({
      sha256: 'a'.repeat(64),
      url: `/api/cases/${shown?.id}/clip`,
    });
  });

  it('leaves no trace of a change that fails half-way', async () => {
    await database.pool.query(`update event_types set code = 'gone' where code = 'ai.fire-lane'`);
    await expect(record()).rejects.toThrow(/No event type ai.fire-lane/);
    const { rows } = await database.pool.query('select count(*) as n from sightings');
    expect(rows[0].n).toBe(0);
    expect(await eventNames()).toEqual([]);
  });
});

describe('taking steps', () => {
  it('accepts, then closes; refuses to close twice', async () => {
    const service = createCaseService(database.pool);
    const { rows } = await database.pool.query(
      `insert into users (username, name, role, password_hash) values ('op', '值班员', 'operator', 'x') returning id`,
    );
    const actor = { id: rows[0].id, role: 'operator', areaCode: null, departmentCode: null } as const;
    const outcome = await record();
    if (!('caseId' in outcome)) throw new Error('no case');
    const accepted = await service.takeStep(outcome.caseId, { step: 'accept' }, actor);
    expect(accepted).toMatchObject({
      state: 'accepted',
      nextSteps: expect.arrayContaining(['dispatch', 'close']),
    });
    const closed = await service.takeStep(outcome.caseId, { step: 'close', note: '已驶离' }, actor);
    expect(closed.steps.at(-1)).toMatchObject({
      step: 'close',
      actorName: '值班员',
      note: '已驶离',
      fromState: 'accepted',
    });
    await expect(service.takeStep(outcome.caseId, { step: 'close' }, actor)).rejects.toThrow(
      /The case is closed/,
    );
  });
});

describe('the list of cases', () => {
  it('pages through everything once, newest first', async () => {
    await database.pool.query(`
      insert into cases (number, source, type_code, state, location, started_at, opened_at)
      select 'n' || i, 'staff', 'ai.fire-lane', 'closed', st_setsrid(st_makepoint(113.01, 30.01), 4326), now(),
             now() - make_interval(secs => i / 7 * 0.0004) from generate_series(1, 100) i`);
    const service = createCaseService(database.pool);
    const numbers: string[] = [];
    let after: string | undefined;
    do {
      const page = await service.list({ limit: 9, ...(after ? { after } : {}) }, anOperator);
      numbers.push(...page.items.map((item) => item.number));
      after = page.next ?? undefined;
    } while (after);
    expect(new Set(numbers).size).toBe(100);
    expect(numbers).toHaveLength(100);
  });

  it('says what is wrong with a filter', async () => {
    const service = createCaseService(database.pool);
    await expect(service.list({ limit: 5, bbox: '1,2,3' }, anOperator)).rejects.toThrow(
      /bbox: must be west,south,east,north/,
    );
    await expect(service.list({ limit: 5, state: 'asleep' }, anOperator)).rejects.toThrow(
      /asleep is no state/,
    );
    await expect(service.list({ limit: 5, after: 'x' }, anOperator)).rejects.toThrow(
      /must be the `next` of a page/,
    );
  });
});
