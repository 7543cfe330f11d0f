import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SaveChannel } from '#contract/alert-channel.ts';
import type { SessionUser } from '#contract/session.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { addPerson, addRule, tellRoles } from './alert.fixture.ts';
import { channelsFor } from './channel.fixture.ts';
import type { ChannelService } from './channel.service.ts';
import { type Received, startReceiver } from './channels/receiver.fixture.ts';

let database: TestDatabase;
let channels: ChannelService;
let operator: SessionUser;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let answer: (received: Received) => { status?: number; body?: string };

beforeEach(async () => {
  database = await createTestDatabase();
  channels = channelsFor(database.pool, '127.0.0.1');
  operator = await addPerson(database.pool, 'operator', 'operator');
  answer = () => ({});
  receiver = await startReceiver((received) => answer(received));
});
afterEach(async () => {
  await receiver.stop();
  await database.drop();
});

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
  settings: { url: receiver.url, body: 'to={{phone}}&text={{text}}' },
  secrets: {},
});

describe('a channel', () => {
  it('never gives a secret back, keeps it sealed, and keeps what is not named', async () => {
    const { id } = await channels.add(webhook(), operator);
    const changed = await channels.change(id, { ...webhook(), name: '新名称', secrets: {} }, operator);
    expect(changed).toMatchObject({ name: '新名称', secretsSet: ['key'] });
    expect(JSON.stringify([changed, await channels.list()])).not.toContain('a-shared-key');
    const { rows } = await database.pool.query('select alert_channels::text as row from alert_channels');
    expect(JSON.stringify(rows)).not.toContain('a-shared-key');
    expect((await channels.open(id))?.secrets).toEqual({ key: 'a-shared-key' });
    await expect(channels.change(id, { ...webhook(), secrets: { key: null } }, operator)).rejects.toThrow(
      /secrets.key/,
    );
    await expect(channels.add({ ...webhook(), settings: { url: 'ftp://x' } }, operator)).rejects.toThrow(
      /settings.url/,
    );
  });

  it('is kept by somebody: each change stands in the audit log, and no secret does', async () => {
    const { id } = await channels.add(webhook(), operator);
    await channels.change(id, { ...webhook(), enabled: false }, operator);
    await channels.retire(id, operator);
    const { rows } = await database.pool.query(
      'select action, actor_id as by, object_id as id, details, audit_log::text as whole from audit_log order by number',
    );
    expect(rows.map(({ action, by, id: of, details }) => [action, by, of, details.what])).toEqual(
      ['saved', 'saved', 'retired'].map((what) => ['alert-settings', operator.id, id, what]),
    );
    expect(JSON.stringify(rows)).not.toContain('a-shared-key');
  });

  it('is tested by one press, which tells how that went', async () => {
    const { id } = await channels.add(sms(), operator);
    expect(await channels.test(id, '13900000000', operator)).toEqual({ ok: true, answer: '' });
    expect(decodeURIComponent(String(receiver.received[0]?.body))).toContain('正在测试告警渠道');
    answer = () => ({ status: 403, body: 'no' });
    expect(await channels.test(id, '13900000000', operator)).toEqual({ ok: false, answer: 'HTTP 403 no' });
    const [listed] = (await channels.list()).items.filter((each) => each.id === id);
    expect(listed?.lastAttempt).toMatchObject({ ok: false, answer: 'HTTP 403 no' });
  });

  it('reaches people where they said, and tells them nothing by ways they have not named', async () => {
    expect(await channels.contact(operator.id)).toEqual({ phone: null, email: null });
    await database.pool.query(`update users set phone = '13700000000' where id = $1`, [operator.id]);
    expect(await channels.contact(operator.id)).toEqual({ phone: '13700000000', email: null });
    const given = { phone: '13600000000', email: 'duty@example.cn' };
    expect(await channels.saveContact(operator.id, given)).toEqual(given);
  });

  it('that a policy uses is not retired', async () => {
    const { id } = await channels.add(webhook(), operator);
    await addRule(database.pool, 'opened', [tellRoles(['operator'], 60, [id])]);
    await expect(channels.retire(id, operator)).rejects.toMatchObject({ code: 'channel-in-use' });
  });

  it('for web push makes its keys once, however many ask at the same time', async () => {
    const keys = await Promise.all(Array.from({ length: 4 }, () => channels.pushKey()));
    expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
    expect(Buffer.from(keys[0]?.key ?? '', 'base64url')).toHaveLength(65);
  });
});
