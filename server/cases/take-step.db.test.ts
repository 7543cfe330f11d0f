import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseStepName } from '#contract/case-machine.ts';
import type { Role } from '#contract/session.ts';
import { readEvents } from '../platform/event-log.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { type CaseService, createCaseService } from './case.service.ts';
import type { Caller } from './case-rules.ts';
import { plantMiniDistrict, sceneChange } from './mini-district.ts';
import { recordSceneChange } from './record-scene-change.ts';

let database: TestDatabase;
let cases: CaseService;
let operator: Caller;
let department: Caller;
let departmentCode: string;
let caseId: string;

beforeEach(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  await plantMiniDistrict(pool);
  cases = createCaseService(pool);
  const { rows } = await pool.query('select code from departments order by code limit 1');
  departmentCode = rows[0].code;
  operator = await plantUser('operator', null);
  department = await plantUser('department', departmentCode);
  caseId = await openCase();
});
afterEach(() => database.drop());

async function plantUser(role: Role, code: string | null): Promise<Caller> {
  const { rows } = await database.pool.query(
    `insert into users (username, name, role, department_code, password_hash) values ($1, $1, $1, $2, '') returning id`,
    [role, code],
  );
  return { id: rows[0].id, role, areaCode: null, departmentCode: code };
}
async function openCase(): Promise<string> {
  // what stands open is too old to be the same incident
  await database.pool.query(`update cases set last_seen_at = last_seen_at - interval '1 year'`);
  const { rows } = await database.pool.query('select count(*)::int as n from cases');
  const outcome = await recordSceneChange(database.pool, sceneChange({ incidentKey: `stand-${rows[0].n}` }));
  if (!('caseId' in outcome)) throw new Error('no case');
  return outcome.caseId;
}
const step = (by: Caller, name: CaseStepName, more = {}) =>
  cases.takeStep(caseId, { step: name, ...more }, by);

describe('a case', () => {
  it('walks the whole loop between the centre and a department, and remembers every step', async () => {
    await step(operator, 'accept');
    const sent = await step(operator, 'dispatch', { departmentCode });
    expect(sent).toMatchObject({ state: 'dispatched', departmentCode });
    expect((await cases.detail(caseId, department)).nextSteps).toContain('receive');
    await step(department, 'receive');
    await step(department, 'arrive');
    await step(department, 'feedback', { note: '车辆已驶离' });
    await step(operator, 'check');
    const closed = await step(operator, 'close');
    expect(closed.closedAt).not.toBeNull();
    expect(closed.steps.map(({ step }) => step)).toEqual([
      'report',
      'accept',
      'dispatch',
      'receive',
      'arrive',
      'feedback',
      'check',
      'close',
    ]);
    expect(closed.steps[5]).toMatchObject({
      actorName: 'department',
      note: '车辆已驶离',
      toState: 'feedback',
    });
    const reopened = await step(operator, 'reopen', { note: '又来了' });
    expect(reopened).toMatchObject({ state: 'accepted', closedAt: null });
  });

  it('is refused a step with what is possible instead, and nothing is written', async () => {
    await expect(step(department, 'accept')).rejects.toMatchObject({ code: 'case-not-found' });
    const leader = { ...operator, role: 'leader' } as const;
    await expect(step(leader, 'accept')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(step(operator, 'arrive')).rejects.toMatchObject({
      code: 'step-not-possible',
      message: expect.stringContaining('accept, refuse'),
    });
    await step(operator, 'accept');
    await expect(step(operator, 'dispatch', { departmentCode: 'D99' })).rejects.toMatchObject({
      code: 'bad-request',
      message: 'departmentCode: D99 is no department',
    });
    expect((await cases.detail(caseId, operator)).steps.map(({ step }) => step)).toEqual([
      'report',
      'accept',
    ]);
  });

  it('goes on where two take the same step at once: one takes it, the other is told', async () => {
    const both = await Promise.allSettled([step(operator, 'accept'), step(operator, 'accept')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { rows } = await database.pool.query(`select from case_steps where step = 'accept'`);
    expect(rows).toHaveLength(1);
  });

  it('gets its new limit when a delay is granted', async () => {
    await step(operator, 'accept');
    await step(operator, 'dispatch', { departmentCode });
    await step(department, 'request-delay', { until: '2030-01-01T00:00:00.000Z', note: '需吊车' });
    await expect(
      step(department, 'request-delay', { until: '2020-01-01T00:00:00.000Z', note: '需吊车' }),
    ).rejects.toThrow(/is over already/);
    const granted = await step(operator, 'grant-delay');
    expect(granted).toMatchObject({ dueAt: '2030-01-01T00:00:00.000Z', delayRequestedUntil: null });
  });

  it('is merged into another by its number, and both remember', async () => {
    const other = await cases.get(await openCase(), operator);
    expect(other.id).not.toBe(caseId);
    const merged = await step(operator, 'merge', { otherCaseId: other.number });
    expect(merged).toMatchObject({ state: 'merged', mergedIntoId: other.id });
    const into = await cases.detail(other.id, operator);
    expect(into.steps.at(-1)).toMatchObject({
      step: 'merged-in',
      data: { otherCaseNumber: merged.number, otherCaseId: caseId },
    });
    await expect(cases.takeStep(other.id, { step: 'merge', otherCaseId: caseId }, operator)).rejects.toThrow(
      /has ended: merge into one that is open/,
    );
  });

  it('and another that are merged into each other at once: one of them goes on', async () => {
    const other = await openCase();
    const both = await Promise.allSettled([
      step(operator, 'merge', { otherCaseId: other }),
      cases.takeStep(other, { step: 'merge', otherCaseId: caseId }, operator),
    ]);
    const refused = both.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ code: 'bad-request' });
  });

  it('is no part of its own part', async () => {
    const other = await openCase();
    await step(operator, 'link', { otherCaseId: other });
    await expect(cases.takeStep(other, { step: 'link', otherCaseId: caseId }, operator)).rejects.toThrow(
      /a part of this one already/,
    );
  });

  it('keeps its history: a step is neither changed nor deleted', async () => {
    await expect(database.pool.query(`update case_steps set note = 'x'`)).rejects.toThrow(/append-only/);
    await expect(database.pool.query('delete from case_steps')).rejects.toThrow(/append-only/);
  });

  it('tells the walls of each step once, in the transaction that took it', async () => {
    await step(operator, 'accept');
    await expect(step(operator, 'rate', { rating: 'not' })).rejects.toThrow();
    const events = await readEvents(database.pool, 0, 100);
    expect(events.map(({ event }) => event.name)).toEqual(['caseOpened', 'caseChanged']);
  });
});
