import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlertDelivery } from '#contract/alert.ts';
import type { SaveChannel } from '#contract/alert-channel.ts';
import type { SessionUser } from '#contract/session.ts';
import { plantMiniDistrict, towers } from '../cases/mini-district.ts';
import { onDutyNow } from '../duty/on-duty-now.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { addPerson, addRule, openSceneCase, tellRoles } from './alert.fixture.ts';
import { type AlertService, createAlertService } from './alert.service.ts';
import { createAlertLinks } from './alert-link.service.ts';
import { channelsFor } from './channel.fixture.ts';
import type { ChannelService } from './channel.service.ts';
import { type Received, startReceiver } from './channels/receiver.fixture.ts';
import { createDeadLetters } from './dead-letters.ts';
import { type DeliveryParts, takeNextDelivery } from './deliver.ts';
import { followLog } from './follow-log.ts';

let database: TestDatabase;
let channels: ChannelService;
let alerts: AlertService;
let parts: DeliveryParts;
let operator: SessionUser;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let answer: (received: Received) => { status?: number; body?: string };

beforeEach(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  await plantMiniDistrict(pool);
  channels = channelsFor(pool, '127.0.0.1');
  alerts = createAlertService(pool, onDutyNow);
  parts = { pool, channels, linkSecret: Buffer.alloc(32, 7), publicUrl: 'https://eyrie.example' };
  operator = await addPerson(pool, 'operator', 'operator');
  await pool.query(`insert into contacts (user_id, phone) values ($1, '13800001234')`, [operator.id]);
  answer = () => ({});
  receiver = await startReceiver((received) => answer(received));
});
afterEach(async () => {
  await receiver.stop();
  await database.drop();
});

const follow = async () => {
  for (let events = 1; events > 0; ) ({ events } = await followLog(database.pool, onDutyNow));
};
/** Sends everything that is due; answers how many tries that took. */
const sendDue = async (): Promise<number> => {
  for (let tries = 0; ; tries++) {
    const taken = await takeNextDelivery(parts);
    if (!taken) return tries;
    await taken.sending;
  }
};
const webhook = (): SaveChannel => ({
  kind: 'webhook',
  name: '值班系统',
  enabled: true,
  areaCode: null,
  settings: { url: receiver.url },
  secrets: { key: 'a-shared-key' },
});
const sms = (): SaveChannel => ({
  ...webhook(),
  kind: 'sms',
  settings: {
    url: receiver.url,
    headers: { 'content-type': 'application/json' },
    body: '{"to":"{{phone}}","text":"{{text}}"}',
  },
  secrets: {},
});
const alertBy = async (channel: SaveChannel): Promise<string> => {
  const { id } = await channels.add(channel, operator);
  await addRule(database.pool, 'opened', [tellRoles(['operator'], 60, [id])]);
  return id;
};
const openCases = async (count: number) => {
  for (let n = 0; n < count; n++)
    await openSceneCase(database.pool, {
      incidentKey: `k:${n}`,
      place: [113.002 + n * 0.0007, 30.003 + (n % 3) * 0.005],
      at: Date.parse('2030-01-01T08:03:00Z') + n * 3_600_000,
      startedAt: Date.parse('2030-01-01T08:00:00Z') + n * 3_600_000,
    });
  await follow();
};
const deliveries = async (): Promise<AlertDelivery[]> => {
  const { items } = await alerts.list({ state: 'all', limit: 200 }, operator);
  const details = await Promise.all(items.map(({ id }) => alerts.detail(id, operator)));
  return details.flatMap((detail) => detail.deliveries);
};
const dueNow = () =>
  database.pool.query(
    `update alert_deliveries set due_at = now() - interval '1 second' where state = 'waiting'`,
  );

describe('a message', () => {
  it('goes out once, though several servers look for it', async () => {
    await alertBy(webhook());
    await openCases(4);
    const taken = await Promise.all(Array.from({ length: 12 }, () => takeNextDelivery(parts)));
    await Promise.all(taken.map((each) => each?.sending));
    await sendDue();
    expect(receiver.received).toHaveLength(4);
    expect(new Set(receiver.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(4);
    expect((await deliveries()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  it('is tried again with more and more patience, then put with the dead, and revived by hand', async () => {
    await alertBy(webhook());
    answer = () => ({ status: 503, body: 'closed for a-shared-key' });
    await openCases(1);
    expect(await sendDue()).toBe(1);
    const [tried] = await deliveries();
    expect(tried).toMatchObject({
      state: 'waiting',
      attempts: [{ ok: false, answer: 'HTTP 503 closed for •••' }],
    });
    expect(Date.parse(tried?.dueAt ?? '')).toBeGreaterThan(Date.now());
    for (let n = 2; n <= 10; n++) {
      await dueNow();
      expect(await sendDue()).toBe(1);
    }
    const dead = createDeadLetters(database.pool);
    const { items } = await dead.list(operator);
    expect(items).toMatchObject([{ state: 'dead', reason: 'HTTP 503 closed for •••' }]);
    expect(items[0]?.attempts).toHaveLength(10);

    answer = () => ({});
    await dead.retry(items[0]?.id ?? '', operator);
    await sendDue();
    expect((await deliveries())[0]?.state).toBe('sent');
    expect(new Set(receiver.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect((await dead.list(operator)).items).toEqual([]);
  });

  it('that was on its way when its server was killed goes out again, under the same key', async () => {
    await alertBy(webhook());
    await openCases(1);
    const killed = { ...parts, channels: { ...channels, open: () => new Promise<never>(() => undefined) } };
    expect(await takeNextDelivery(killed)).toBeDefined();
    expect(await sendDue()).toBe(0);
    await dueNow();
    await sendDue();
    const [sent] = await deliveries();
    expect(sent).toMatchObject({ state: 'sent', attempts: [{ ok: null }, { ok: true }] });
    expect(receiver.received[0]?.headers['idempotency-key']).toBe(sent?.id);
  });

  it('is not sent any more where somebody has answered meanwhile', async () => {
    await alertBy(webhook());
    await openCases(1);
    const { items } = await alerts.list({ state: 'open', limit: 1 }, operator);
    await alerts.act(items[0]?.id ?? '', { action: 'take' }, operator);
    await sendDue();
    expect(receiver.received).toEqual([]);
    expect((await deliveries())[0]?.state).toBe('dropped');
  });

  it('waits where a robot has had its twenty in this minute', async () => {
    answer = () => ({ body: '{"errcode":0}' });
    const channelId = await alertBy({
      ...webhook(),
      kind: 'wecom',
      settings: {},
      secrets: { url: receiver.url },
    });
    await database.pool.query(
      `insert into alert_attempts (channel_id, at) select $1, now() - interval '20 seconds' from generate_series(1, 18)`,
      [channelId],
    );
    await openCases(4);
    await sendDue();
    expect(receiver.received).toHaveLength(2);
    const waiting = (await deliveries()).filter(({ state }) => state === 'waiting');
    expect(waiting).toHaveLength(2);
    for (const { dueAt } of waiting) expect(Date.parse(dueAt) - Date.now()).toBeGreaterThan(20_000);
  });

  it('of a flood is told together with the others, and its link leads to all of them', async () => {
    await alertBy(sms());
    await openCases(12);
    await sendDue();
    expect(receiver.received).toHaveLength(5);
    await dueNow();
    await sendDue();
    expect(receiver.received).toHaveLength(6);
    const { text } = JSON.parse(String(receiver.received[5]?.body));
    expect(text).toBe('【鹰巢】集中告警 7 起。新案件：消防通道占用 7 起 https://eyrie.example/alerts');
    const states = (await deliveries()).map(({ state }) => state);
    expect(states.filter((state) => state === 'sent')).toHaveLength(6);
    expect(states.filter((state) => state === 'grouped')).toHaveLength(6);
  });

  it('to a group tells only what lies in the group’s area', async () => {
    await alertBy({ ...webhook(), areaCode: '990101001001002' });
    await openCases(1);
    await openSceneCase(database.pool, {
      cameraCode: towers[1],
      scene: 'straw-burning',
      incidentKey: 'straw-burning:1:1',
      place: [113.016, 30.006],
    });
    await follow();
    await sendDue();
    expect(receiver.received).toHaveLength(1);
    expect(JSON.parse(String(receiver.received[0]?.body))).toMatchObject({
      title: '新案件：秸秆焚烧 · 第二网格',
      link: expect.stringMatching(/^https:\/\/eyrie\.example\/alerts\?id=/),
    });
  });
});

describe('the link in a message', () => {
  it('answers its one alert for the person it was sent to, without signing in, until it is over', async () => {
    await alertBy(sms());
    await openCases(1);
    await sendDue();
    const { text } = JSON.parse(String(receiver.received[0]?.body));
    const token = /https:\/\/eyrie\.example\/a\/(\S+)$/.exec(text)?.[1] ?? '';
    const links = createAlertLinks(database.pool, onDutyNow, async () => parts.linkSecret);
    expect(await links.view(token)).toMatchObject({
      userName: 'operator',
      alert: { state: 'waiting' },
      nextActions: ['acknowledge', 'take', 'snooze'],
    });
    const { alert } = await links.answer(token, 'take');
    expect(alert).toMatchObject({ state: 'taken', takenBy: { name: 'operator' } });
    expect((await alerts.detail(alert.id, operator)).actions.at(-1)).toMatchObject({
      action: 'take',
      byLink: true,
    });

    const forged = `${token.slice(0, 20)}${token[20] === 'A' ? 'B' : 'A'}${token.slice(21)}`;
    for (const bad of [forged, token.slice(1), '', 'x'.repeat(70)])
      await expect(links.view(bad)).rejects.toMatchObject({ code: 'link-over' });
    await database.pool.query(`update users set role = 'audit-admin' where id = $1`, [operator.id]);
    await expect(links.view(token)).rejects.toMatchObject({ code: 'link-over' });
  });
});
