import { z } from 'zod';
import { AlertDelivery } from './alert.ts';
import { caseRoles, Empty, type Endpoint, Id } from './endpoint.ts';

/** Ways to reach people. What a channel needs stands in its settings; what nobody may read again, in its secrets. */

export const ChannelKind = z.enum([
  'in-app',
  'web-push',
  'email',
  'sms',
  'wecom',
  'dingtalk',
  'feishu',
  'webhook',
]);
export type ChannelKind = z.infer<typeof ChannelKind>;

const HttpUrl = z.url({ protocol: /^https?$/, error: 'must be an address like https://example.cn/send' });
const Headers = z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().regex(/^[^\r\n]*$/)).default({});

export const EmailSettings = z.object({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535).default(465),
  /** Encrypted from the start, from STARTTLS on, or not at all. */
  security: z.enum(['tls', 'starttls', 'none']).default('tls'),
  username: z.string().nullable().default(null),
  from: z.string().min(3),
});
export type EmailSettings = z.infer<typeof EmailSettings>;

/** Any gateway that takes HTTP. In url, headers and body stand `{{phone}}`, `{{text}}`, `{{id}}` and `{{secret:name}}`. */
export const SmsSettings = z.object({
  url: HttpUrl,
  method: z.enum(['GET', 'POST']).default('POST'),
  headers: Headers,
  body: z.string().max(4000).default(''),
  /** What a good answer holds; any 2xx where nothing is said. */
  success: z.string().max(200).nullable().default(null),
  /** 短信签名, without its brackets. */
  signature: z.string().max(20).default('鹰巢'),
});
export type SmsSettings = z.infer<typeof SmsSettings>;

export const WebhookSettings = z.object({ url: HttpUrl, headers: Headers });
export type WebhookSettings = z.infer<typeof WebhookSettings>;

export const WebPushSettings = z.object({
  /** Whom a push service may turn to. */
  subject: z
    .string()
    .regex(/^(mailto:|https:)/)
    .default('mailto:eyrie@example.com'),
});
export type WebPushSettings = z.infer<typeof WebPushSettings>;

/** A robot's address holds its key, so it is a secret. */
const Nothing = z.object({});

/** What each kind has as settings, and which secrets it must and may have; SMS may have any. */
export const channelKinds = {
  'in-app': { settings: Nothing, needs: [], may: [] },
  'web-push': { settings: WebPushSettings, needs: [], may: [] },
  email: { settings: EmailSettings, needs: [], may: ['password'] },
  sms: { settings: SmsSettings, needs: [], may: null },
  wecom: { settings: Nothing, needs: ['url'], may: ['url'] },
  dingtalk: { settings: Nothing, needs: ['url'], may: ['url', 'secret'] },
  feishu: { settings: Nothing, needs: ['url'], may: ['url', 'secret'] },
  webhook: { settings: WebhookSettings, needs: ['key'], may: ['key'] },
} as const satisfies Record<
  ChannelKind,
  { settings: z.ZodType; needs: readonly string[]; may: readonly string[] | null }
>;

export const SaveChannel = z.object({
  kind: ChannelKind,
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean().default(true),
  /** A group hears only of what lies in this area. */
  areaCode: z.string().nullable().default(null),
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Written, never read: a name that is left out keeps what it has, null takes it away. */
  secrets: z.record(z.string().regex(/^[\w-]{1,40}$/), z.string().min(1).max(4000).nullable()).default({}),
});
export type SaveChannel = z.infer<typeof SaveChannel>;

export const AlertChannel = SaveChannel.omit({ secrets: true }).extend({
  id: z.string(),
  secretsSet: z.array(z.string()),
  lastAttempt: z
    .object({ at: z.string(), ok: z.boolean().nullable(), answer: z.string().nullable() })
    .nullable(),
});
export type AlertChannel = z.infer<typeof AlertChannel>;

export const TestChannel = z.object({
  /** A phone number or an e-mail address, where the kind needs one. */
  to: z.string().trim().min(3).max(200).optional(),
});
export const TestedChannel = z.object({ ok: z.boolean(), answer: z.string() });
export type TestedChannel = z.infer<typeof TestedChannel>;

/** What a browser hands out to be pushed to. */
export const PushSubscription = z.object({
  endpoint: z.url({ protocol: /^https$/ }).max(1000),
  keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

/** Where somebody's alerts go by SMS and by mail. */
export const AlertContact = z.object({
  phone: z
    .string()
    .regex(/^\+?\d[\d -]{4,19}$/, 'must be a phone number')
    .nullable(),
  email: z.email().max(200).nullable(),
});
export type AlertContact = z.infer<typeof AlertContact>;

const keepers = ['admin'] as const;
const lookers = ['admin', 'operator', 'dispatcher', 'leader', 'supervisor'] as const;

export const alertChannelEndpoints = {
  alertChannels: {
    method: 'GET',
    path: '/api/alert-channels',
    summary: 'Ways to reach people, without their secrets',
    may: lookers,
    reply: z.object({ items: z.array(AlertChannel) }),
  },
  addAlertChannel: {
    method: 'POST',
    path: '/api/alert-channels',
    summary: 'Add a channel',
    may: keepers,
    body: SaveChannel,
    reply: AlertChannel,
  },
  changeAlertChannel: {
    method: 'PUT',
    path: '/api/alert-channels/:id',
    summary: 'Change a channel; secrets that are not named stay as they are',
    may: keepers,
    params: Id,
    body: SaveChannel,
    reply: AlertChannel,
  },
  retireAlertChannel: {
    method: 'DELETE',
    path: '/api/alert-channels/:id',
    summary: 'Retire a channel that no policy uses',
    may: keepers,
    params: Id,
    reply: Empty,
  },
  testAlertChannel: {
    method: 'POST',
    path: '/api/alert-channels/:id/test',
    summary: 'Send a test message now, and tell how that went',
    may: keepers,
    params: Id,
    body: TestChannel,
    reply: TestedChannel,
  },
  deadAlertDeliveries: {
    method: 'GET',
    path: '/api/alert-deliveries/dead',
    summary: 'Messages that could not be sent',
    may: lookers,
    reply: z.object({ items: z.array(AlertDelivery) }),
  },
  retryAlertDelivery: {
    method: 'POST',
    path: '/api/alert-deliveries/:id/retry',
    summary: 'Try a message again that could not be sent',
    may: keepers,
    params: Id,
    body: Empty,
    reply: AlertDelivery,
  },
  alertContact: {
    method: 'GET',
    path: '/api/alert-contact',
    summary: 'Where my alerts go by SMS and by mail',
    may: caseRoles,
    reply: AlertContact,
  },
  saveAlertContact: {
    method: 'PUT',
    path: '/api/alert-contact',
    summary: 'Say where my alerts go by SMS and by mail',
    may: caseRoles,
    body: AlertContact,
    reply: AlertContact,
  },
  pushKey: {
    method: 'GET',
    path: '/api/push/key',
    summary: 'The public key that a browser subscribes to pushes with',
    may: caseRoles,
    reply: z.object({ key: z.string() }),
  },
  subscribePush: {
    method: 'POST',
    path: '/api/push/subscriptions',
    summary: 'Push alerts to this browser',
    may: caseRoles,
    body: PushSubscription,
    reply: Empty,
  },
  unsubscribePush: {
    method: 'DELETE',
    path: '/api/push/subscriptions',
    summary: 'Push alerts to none of my browsers any more',
    may: caseRoles,
    reply: Empty,
  },
} as const satisfies Record<string, Endpoint>;
