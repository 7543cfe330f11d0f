import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlertDetail } from '#contract/alert.ts';
import type { SessionUser } from '#contract/session.ts';
import { plantMiniDistrict } from '../cases/mini-district.ts';
import { onDutyNow } from '../duty/on-duty-now.ts';
import { readEvents } from '../platform/event-log.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { addPerson, addRule, inApp, openSceneCase, tellRoles } from './alert.fixture.ts';
import { type AlertService, createAlertService } from './alert.service.ts';
import { climbOnce } from './climb.ts';
import { followLog } from './follow-log.ts';

let database: TestDatabase;
let alerts: AlertService;
let operator: SessionUser;
let leader: SessionUser;

beforeEach(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
  alerts = createAlertService(database.pool, onDutyNow);
  operator = await addPerson(database.pool, 'operator', 'operator');
  leader = await addPerson(database.pool, 'leader', 'leader');
});
afterEach(() => database.drop());

const follow = async () => {
  for (let events = 1; events > 0; ) ({ events } = await followLog(database.pool, onDutyNow));
};
const openCase = () => openSceneCase(database.pool);
const only = async (reader: SessionUser = operator): Promise<AlertDetail> => {
  const { items } = await alerts.list({ state: 'all', limit: 100 }, reader);
  expect(items).toHaveLength(1);
  return alerts.detail(items[0]?.id ?? '', reader);
};
const letTimePass = () =>
  database.pool.query(`update alerts set due_at = now() - interval '1 second' where due_at is not null`);
const climb = async () => {
  await letTimePass();
  return climbOnce(database.pool, onDutyNow);
};

describe('an alert', () => {
  it('is raised once for one thing, however often the log is followed, by several servers at once', async () => {
    await addRule(database.pool, 'opened', [tellRoles(['operator'])]);
    await openCase();
    await Promise.all(Array.from({ length: 6 }, () => followLog(database.pool, onDutyNow)));
    await follow();
    await database.pool.query('update alert_cursor set seq = 0');
    await follow();
    const alert = await only();
    expect(alert).toMatchObject({
      trigger: 'opened',
      state: 'waiting',
      recipientIds: [operator.id],
      facts: {
        scene: 'fire-lane',
        typeName: '消防通道占用',
        areaCodes: expect.arrayContaining(['990101001001001']),
      },
      nextActions: ['acknowledge', 'take', 'hand-on', 'snooze'],
    });
    expect(alert.deliveries).toMatchObject([{ channelKind: 'in-app', userName: 'operator', state: 'sent' }]);
  });

  it('is told to the pages in the log, and nothing is told where its transaction fails', async () => {
    await addRule(database.pool, 'opened', [tellRoles(['operator'])]);
    await openCase();
    const failing = () => Promise.reject(new Error('cut off'));
    await database.pool.query(`update alert_policies set steps = jsonb_set(steps, '{0,targets,0}',
      '{"kind": "roster", "rosterId": "00000000-0000-4000-8000-000000000000"}')`);
    await expect(followLog(database.pool, failing)).rejects.toThrow('cut off');
    expect((await database.pool.query('select seq from alert_cursor')).rows).toEqual([{ seq: 0 }]);
    expect((await database.pool.query('select from alerts')).rowCount).toBe(0);

    await database.pool.query(`update alert_policies set steps = jsonb_set(steps, '{0,targets,0}',
      '{"kind": "role", "role": "operator"}')`);
    await follow();
    const events = await readEvents(database.pool, 0, 100);
    expect(events.map(({ event }) => event.name)).toEqual(['caseOpened', 'alertChanged']);
  });

  it('climbs from step to step, passing over one that reaches nobody, until nobody has answered', async () => {
    await addRule(database.pool, 'opened', [
      tellRoles(['operator']),
      tellRoles(['dispatcher']),
      tellRoles(['leader']),
    ]);
    await addRule(database.pool, 'unanswered', [tellRoles(['leader'])]);
    await openCase();
    await follow();
    expect(await climbOnce(database.pool, onDutyNow)).toBe(false);
    expect(await climb()).toBe(true);
    const climbed = await only();
    expect(climbed).toMatchObject({
      state: 'waiting',
      step: 3,
      recipientIds: expect.arrayContaining([leader.id]),
    });
    expect(climbed.actions.map(({ action }) => action)).toEqual(['raise', 'nobody', 'climb']);
    await climb();
    expect(await only()).toMatchObject({
      state: 'unanswered',
      dueAt: null,
      nextActions: ['take', 'hand-on'],
    });
    await follow();
    const { items } = await alerts.list({ state: 'open', limit: 10 }, leader);
    expect(items.map(({ trigger }) => trigger).sort()).toEqual(['opened', 'unanswered']);

    const unanswered = items.find(({ trigger }) => trigger === 'opened');
    await alerts.act(unanswered?.id ?? '', { action: 'take' }, leader);
    expect((await alerts.list({ state: 'open', limit: 10 }, leader)).items).toEqual([]);
  });

  it('climbs once, though several servers look at it', async () => {
    await addRule(database.pool, 'opened', [
      tellRoles(['operator']),
      tellRoles(['leader']),
      tellRoles(['operator']),
    ]);
    await openCase();
    await follow();
    await letTimePass();
    const climbed = await Promise.all(Array.from({ length: 6 }, () => climbOnce(database.pool, onDutyNow)));
    expect(climbed.filter(Boolean)).toHaveLength(1);
    expect((await only()).step).toBe(2);
  });

  it('stops climbing when somebody acknowledges, and says who', async () => {
    await addRule(database.pool, 'opened', [tellRoles(['operator']), tellRoles(['leader'])]);
    await openCase();
    await follow();
    const { id } = await only();
    const known = await alerts.act(id, { action: 'acknowledge', note: '在看' }, operator);
    expect(known).toMatchObject({
      state: 'acknowledged',
      dueAt: null,
      acknowledgedBy: { name: 'operator' },
      actions: [{ action: 'raise' }, { action: 'acknowledge', actorName: 'operator', note: '在看' }],
    });
    expect(await climb()).toBe(false);
    await expect(alerts.act(id, { action: 'snooze' }, operator)).rejects.toMatchObject({
      code: 'alert-not-possible',
    });
    expect(await alerts.act(id, { action: 'take' }, leader)).toMatchObject({ takenBy: { name: 'leader' } });
  });

  it('wakes whoever let it sleep, and nobody else', async () => {
    await addRule(database.pool, 'opened', [tellRoles(['operator', 'leader'])]);
    await openCase();
    await follow();
    const { id } = await only();
    expect(await alerts.act(id, { action: 'snooze', minutes: 5 }, leader)).toMatchObject({
      state: 'snoozed',
    });
    await climb();
    const woken = await only();
    expect(woken.state).toBe('waiting');
    expect(woken.deliveries.map(({ round, userName }) => `${round} ${userName}`).sort()).toEqual([
      '0 leader',
      '0 operator',
      '1 leader',
    ]);
  });

  it('is handed on to somebody who may see it, and to nobody else', async () => {
    const elsewhere = await addPerson(database.pool, 'elsewhere', 'grid', { areaCode: '990101001001002' });
    const here = await addPerson(database.pool, 'here', 'grid', { areaCode: '990101001001001' });
    await addRule(database.pool, 'opened', [tellRoles(['operator'])]);
    await openCase();
    await follow();
    const { id } = await only();
    const people = await alerts.people(id, operator);
    expect(people.items.map(({ name }) => name)).toEqual(['here', 'leader']);
    await expect(alerts.act(id, { action: 'hand-on', userId: elsewhere.id }, operator)).rejects.toMatchObject(
      {
        code: 'bad-request',
      },
    );
    const handed = await alerts.act(id, { action: 'hand-on', userId: here.id }, operator);
    expect(handed).toMatchObject({ state: 'waiting', recipientIds: expect.arrayContaining([here.id]) });
    expect(await alerts.detail(id, here)).toMatchObject({ id });
  });

  it('never reaches, nor is seen by, somebody outside of the case’s area or department', async () => {
    const elsewhere = await addPerson(database.pool, 'elsewhere', 'grid', { areaCode: '990101001001002' });
    const water = await addPerson(database.pool, 'fire', 'department', { departmentCode: 'fire' });
    const here = await addPerson(database.pool, 'here', 'grid', { areaCode: '990101001001001' });
    await addRule(database.pool, 'opened', [
      {
        targets: [
          ...[elsewhere, here].map(({ id }) => ({ kind: 'person' as const, userId: id })),
          { kind: 'department', departmentCode: null },
        ],
        channelIds: [inApp],
        waitSeconds: 60,
      },
    ]);
    await openCase();
    await follow();
    expect((await only(here)).recipientIds).toEqual([here.id]);
    for (const stranger of [elsewhere, water]) {
      expect((await alerts.list({ state: 'all', limit: 10 }, stranger)).items).toEqual([]);
      const { id } = await only(here);
      await expect(alerts.detail(id, stranger)).rejects.toMatchObject({ code: 'alert-not-found' });
      await expect(alerts.act(id, { action: 'take' }, stranger)).rejects.toMatchObject({
        code: 'alert-not-found',
      });
    }
  });

  it('does not tell somebody of one thing by one way twice, though two rules ask for it', async () => {
    await addRule(database.pool, 'opened', [tellRoles(['operator'])]);
    await addRule(database.pool, 'opened', [tellRoles(['operator', 'leader'])], { scenes: ['fire-lane'] });
    await openCase();
    await follow();
    const { rows } = await database.pool.query(
      'select u.name, count(*)::int as n from alert_deliveries d join users u on u.id = d.user_id group by 1 order by 1',
    );
    expect(rows).toEqual([
      { name: 'leader', n: 1 },
      { name: 'operator', n: 1 },
    ]);
  });
});
