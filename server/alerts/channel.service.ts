import { randomUUID } from 'node:crypto';
import webPush from 'web-push';
import {
  type AlertChannel,
  type AlertContact,
  channelKinds,
  type PushSubscription,
  type SaveChannel,
  type TestedChannel,
} from '#contract/alert-channel.ts';
import { type Pool, transact } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem, wrongField } from '../platform/problem.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import {
  keepVapidKeys,
  listChannels,
  openChannel,
  retireChannel,
  saveChannel,
} from './channel.repository.ts';
import type { OpenedChannel, Wire } from './channels/channel.ts';
import { sendMessage } from './channels/send-message.ts';
import { readContact, saveContact } from './contact.repository.ts';
import { endAttempt, startAttempt } from './delivery-job.repository.ts';
import type { Keeper, NoteSetting } from './note-setting.ts';
import { forgetBrowser, forgetBrowsersOf, keepBrowser } from './push-subscription.repository.ts';

/** The one row of the kind, made with the tables. */
const webPushId = '00000000-0000-4000-8000-0000000a1e02';

export type ChannelService = ReturnType<typeof createChannelService>;

/** Ways to reach people as an administrator keeps them. Secrets come in and never go out. */
export function createChannelService(parts: {
  pool: Pool;
  box: SecretBox;
  wire: Pick<Wire, 'fetch' | 'allowed'>;
  note: NoteSetting;
}) {
  const { pool, box, note } = parts;
  const wire: Wire = {
    ...parts.wire,
    nowMs: Date.now,
    forgetBrowser: (endpoint) => forgetBrowser(pool, endpoint),
  };
  const find = async (id: string): Promise<AlertChannel> => {
    const [found] = isUuid(id) ? await listChannels(pool, id) : [];
    if (!found) throw new Problem('not-found', `There is no channel ${id}`);
    return found;
  };
  /** A channel with its secrets opened; that of web push with its keys, made when they are first needed. */
  const open = async (id: string): Promise<OpenedChannel | undefined> => {
    const opened = await openChannel(pool, box, id);
    if (opened?.kind !== 'web-push' || opened.secrets.privateKey) return opened;
    await keepVapidKeys(pool, box, id, webPush.generateVAPIDKeys());
    return openChannel(pool, box, id);
  };
  return {
    open,
    wire,
    list: async (): Promise<{ items: AlertChannel[] }> => ({ items: await listChannels(pool) }),

    async add(channel: SaveChannel, keeper: Keeper): Promise<AlertChannel> {
      if (channel.kind === 'in-app' || channel.kind === 'web-push')
        throw wrongField('kind', `there is one channel of ${channel.kind} already`);
      const id = randomUUID();
      await save(id, channel, keeper);
      return find(id);
    },

    async change(id: string, channel: SaveChannel, keeper: Keeper): Promise<AlertChannel> {
      const known = await find(id);
      if (known.kind !== channel.kind) throw wrongField('kind', `a channel of ${known.kind} stays one`);
      await save(id, channel, keeper);
      return find(id);
    },

    async retire(id: string, keeper: Keeper): Promise<Record<string, never>> {
      const { name } = await find(id);
      const outcome = await transact(pool, async (tx) => {
        const became = await retireChannel(tx, id);
        if (became === 'retired') note(tx, keeper, { kind: 'alert-channel', id, name }, 'retired');
        return became;
      });
      if (outcome === 'used') throw new Problem('channel-in-use', `Policies still use channel ${id}`);
      if (outcome === 'none')
        throw wrongField('id', 'this channel is part of the product: turn it off instead');
      return {};
    },

    /** Sends a test message now, and keeps the attempt as any other. */
    async test(
      id: string,
      to: string | undefined,
      tester: { id: string; name: string },
    ): Promise<TestedChannel> {
      await find(id);
      const channel = await open(id);
      if (!channel) throw new Problem('not-found', `There is no channel ${id}`);
      const attempt = await startAttempt(pool, { deliveryId: null, channelId: id });
      const browsers = await pool.query(
        'select endpoint, p256dh, auth from push_subscriptions where user_id = $1',
        [tester.id],
      );
      try {
        const answer = await sendMessage(
          channel,
          { phone: to ?? null, email: to ?? null, browsers: browsers.rows },
          {
            id: randomUUID(),
            title: '测试消息',
            text: `${tester.name} 正在测试告警渠道，请忽略。`,
            link: null,
            path: '/alerts',
            data: { test: true },
          },
          wire,
        );
        await endAttempt(pool, attempt, true, answer);
        return { ok: true, answer };
      } catch (error) {
        const answer = error instanceof Error ? error.message : String(error);
        await endAttempt(pool, attempt, false, answer);
        return { ok: false, answer };
      }
    },

    contact: (userId: string): Promise<AlertContact> => readContact(pool, userId),

    async saveContact(userId: string, contact: AlertContact): Promise<AlertContact> {
      await saveContact(pool, userId, contact);
      return readContact(pool, userId);
    },

    async pushKey(): Promise<{ key: string }> {
      const opened = await open(webPushId);
      const key = opened?.secrets.publicKey;
      if (!key) throw new Problem('not-ready', 'The keys of web push can’t be read');
      return { key };
    },

    async subscribe(userId: string, subscription: PushSubscription): Promise<Record<string, never>> {
      await keepBrowser(pool, userId, subscription);
      return {};
    },

    async unsubscribe(userId: string): Promise<Record<string, never>> {
      await forgetBrowsersOf(pool, userId);
      return {};
    },
  };

  async function save(id: string, channel: SaveChannel, keeper: Keeper): Promise<void> {
    const { settings, needs, may } = channelKinds[channel.kind];
    const parsed = settings.safeParse(channel.settings);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw wrongField(`settings.${issue?.path.join('.')}`, issue?.message ?? 'is wrong');
    }
    await transact(pool, async (tx) => {
      note(tx, keeper, { kind: 'alert-channel', id, name: channel.name }, 'saved');
      await saveChannel(tx, box, id, { ...channel, settings: parsed.data }, (names) => {
        const missing = needs.find((name) => !names.includes(name));
        if (missing) throw wrongField(`secrets.${missing}`, `${channel.kind} needs it`);
        const unknown =
          channel.kind === 'web-push' ? undefined : names.find((name) => may && !isOneOf(may, name));
        if (unknown) throw wrongField(`secrets.${unknown}`, `${channel.kind} has no such secret`);
      });
    });
  }
}

const isOneOf = (known: readonly string[], name: string): boolean => known.includes(name);
