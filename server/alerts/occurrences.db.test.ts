import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionUser } from '#contract/session.ts';
import { createCaseService } from '../cases/case.service.ts';
import { plantMiniDistrict, sceneChange } from '../cases/mini-district.ts';
import { recordSceneChange } from '../cases/record-scene-change.ts';
import { onDutyNow } from '../duty/on-duty-now.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { addPerson, addRule, openSceneCase, tellRoles } from './alert.fixture.ts';
import { type AlertService, createAlertService } from './alert.service.ts';
import { followLog } from './follow-log.ts';

let database: TestDatabase;
let alerts: AlertService;
let operator: SessionUser;

beforeEach(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
  alerts = createAlertService(database.pool, onDutyNow);
  operator = await addPerson(database.pool, 'operator', 'operator');
});
afterEach(() => database.drop());

const follow = async () => {
  for (let events = 1; events > 0; ) ({ events } = await followLog(database.pool, onDutyNow));
};
const openCase = () => openSceneCase(database.pool);
const list = async (state: 'open' | 'all') => (await alerts.list({ state, limit: 10 }, operator)).items;

describe('what raises an alert', () => {
  it('follows the steps of a case, each once, and ends with it', async () => {
    await addRule(database.pool, 'returned', [tellRoles(['operator'])]);
    await addRule(database.pool, 'opened', [tellRoles(['operator'])]);
    const department = await addPerson(database.pool, 'fire', 'department', { departmentCode: 'fire' });
    const cases = createCaseService(database.pool);
    const caseId = await openCase();
    await cases.takeStep(caseId, { step: 'accept' }, operator);
    await cases.takeStep(caseId, { step: 'dispatch' }, operator);
    await cases.takeStep(caseId, { step: 'return', note: '不归我们' }, department);
    await cases.takeStep(caseId, { step: 'dispatch', departmentCode: 'fire' }, operator);
    await cases.takeStep(caseId, { step: 'return', note: '还是不归我们' }, department);
    await follow();
    expect((await list('open')).map(({ trigger }) => trigger).sort()).toEqual([
      'opened',
      'returned',
      'returned',
    ]);
    await cases.takeStep(caseId, { step: 'refuse', note: '误报' }, operator);
    await follow();
    expect((await list('all')).map(({ state }) => state)).toEqual(['over', 'over', 'over']);
  });

  it('tells of a pre-alarm while it lasts', async () => {
    await addRule(database.pool, 'pre-alarm', [tellRoles(['operator'])]);
    await recordSceneChange(database.pool, sceneChange({ change: 'pre-alarm' }));
    await follow();
    expect(await list('open')).toMatchObject([
      {
        caseId: null,
        facts: { cameraName: '滨河路1号', areaCodes: expect.arrayContaining(['990101001']) },
      },
    ]);
    await openCase();
    await follow();
    expect(await list('all')).toMatchObject([{ state: 'over' }]);
  });
});
