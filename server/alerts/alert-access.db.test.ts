import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Case } from '#contract/case.ts';
import { caseRoles } from '#contract/endpoint.ts';
import type { SessionUser } from '#contract/session.ts';
import { scopeOf } from '../access/scope.ts';
import { createCaseService } from '../cases/case.service.ts';
import { plantMiniDistrict, sceneChange, towers } from '../cases/mini-district.ts';
import { recordSceneChange } from '../cases/record-scene-change.ts';
import { onDutyNow } from '../duty/on-duty-now.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { addPerson, addRule, openSceneCase, tellRoles } from './alert.fixture.ts';
import { createAlertService } from './alert.service.ts';
import { followLog } from './follow-log.ts';

/** Alerts are seen by exactly those who see their cases: everybody's list is compared with everybody's cases. */

let database: TestDatabase;
let operator: SessionUser;
const here = '990101001001001';
const elsewhere = '990101001001002';

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  await plantMiniDistrict(pool);
  operator = await addPerson(pool, 'operator', 'operator');
  await addRule(pool, 'opened', [tellRoles([...caseRoles])]);
  await addRule(pool, 'pre-alarm', [tellRoles([...caseRoles])]);
  for (const role of caseRoles)
    for (const areaCode of [null, '990101', '990101001001', here, elsewhere])
      for (const departmentCode of role === 'department' ? [null, 'fire'] : [null])
        await addPerson(pool, `${role} ${areaCode} ${departmentCode}`, role, {
          ...(areaCode ? { areaCode } : {}),
          ...(departmentCode ? { departmentCode } : {}),
        });
  const dispatched = await openSceneCase(pool);
  await openSceneCase(pool, {
    cameraCode: towers[1],
    scene: 'straw-burning',
    incidentKey: 'straw-burning:1:1',
    place: [113.016, 30.006],
  });
  const cases = createCaseService(pool);
  await cases.takeStep(dispatched, { step: 'accept' }, operator);
  await cases.takeStep(dispatched, { step: 'dispatch', departmentCode: 'fire' }, operator);
  await recordSceneChange(
    pool,
    sceneChange({ change: 'pre-alarm', incidentKey: 'fire-lane:2:1', place: [113.003, 30.003] }),
  );
  for (let events = 1; events > 0; ) ({ events } = await followLog(pool, onDutyNow));
});
afterAll(() => database.drop());

async function everybody(): Promise<SessionUser[]> {
  const { rows } = await database.pool.query(
    `select id, username, name, role, area_code as "areaCode", department_code as "departmentCode" from users`,
  );
  return rows.map((row) => ({ ...row, expiresAt: '2030-01-01T00:00:00.000Z' }));
}

it('shows everybody the alerts of the cases that they see, and tells nobody of others', async () => {
  const alerts = createAlertService(database.pool, onDutyNow);
  const cases = createCaseService(database.pool);
  const people = await everybody();
  expect(people.length).toBeGreaterThan(40);
  for (const who of people) {
    const seen: Case[] = (await cases.list({ limit: 100 }, who)).items;
    const { items } = await alerts.list({ state: 'all', limit: 100 }, who);
    const about = items.flatMap(({ caseId }) => caseId ?? []).sort();
    expect(about, who.name).toEqual(seen.map(({ id }) => id).sort());
    const scope = scopeOf(who);
    const seesLane = scope.kind === 'district' || (scope.kind === 'area' && here.startsWith(scope.areaCode));
    expect(
      items.filter(({ caseId }) => caseId === null),
      who.name,
    ).toHaveLength(seesLane ? 1 : 0);
    for (const alert of (await alerts.list({ state: 'all', limit: 100 }, operator)).items)
      if (alert.recipientIds.includes(who.id))
        expect(
          items.map(({ id }) => id),
          who.name,
        ).toContain(alert.id);
  }
});
