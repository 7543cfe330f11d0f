import { z } from 'zod';

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
