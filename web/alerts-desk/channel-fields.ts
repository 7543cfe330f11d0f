import type { ChannelKind } from '#contract/alert-channel.ts';
import type { words } from '../platform/words/words.ts';

/** A field of a channel's form; the names are those of the contract. */
export interface ChannelField {
  name: keyof typeof words.alertDesk.channel.field;
  as: 'text' | 'number' | 'json' | 'long' | 'secret';
}

const text = (name: ChannelField['name']): ChannelField => ({ name, as: 'text' });
const secret = (name: ChannelField['name']): ChannelField => ({ name, as: 'secret' });

/** What each kind asks for. */
export const channelFields: Record<ChannelKind, readonly ChannelField[]> = {
  'in-app': [],
  'web-push': [text('subject')],
  email: [
    text('host'),
    { name: 'port', as: 'number' },
    text('security'),
    text('username'),
    text('from'),
    secret('password'),
  ],
  sms: [
    text('url'),
    text('method'),
    { name: 'headers', as: 'json' },
    { name: 'body', as: 'long' },
    text('success'),
    text('signature'),
    secret('apiKey'),
  ],
  wecom: [secret('url')],
  dingtalk: [secret('url'), secret('secret')],
  feishu: [secret('url'), secret('secret')],
  webhook: [text('url'), { name: 'headers', as: 'json' }, secret('key')],
};

/** Kinds that reach a group, and so may be bound to an area. */
export const groupKinds: readonly ChannelKind[] = ['wecom', 'dingtalk', 'feishu', 'webhook'];

/** What was typed, as the server takes it; what was left empty is left to its default. Throws where JSON is none. */
export function settingsOf(
  kind: ChannelKind,
  typed: Readonly<Record<string, string>>,
): { settings: Record<string, unknown>; secrets: Record<string, string> } {
  const settings: Record<string, unknown> = {};
  const secrets: Record<string, string> = {};
  for (const { name, as } of channelFields[kind]) {
    const value = typed[name]?.trim() ?? '';
    if (value === '') continue;
    if (as === 'secret') secrets[name] = value;
    else if (as === 'number') settings[name] = Number(value);
    else if (as === 'json') settings[name] = JSON.parse(value);
    else settings[name] = value;
  }
  return { settings, secrets };
}

/** Settings as they are typed. */
export function typedOf(
  kind: ChannelKind,
  settings: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    channelFields[kind].flatMap(({ name, as }) => {
      const value = settings[name];
      if (value === undefined || value === null || as === 'secret') return [];
      return [[name, as === 'json' ? JSON.stringify(value) : String(value)]];
    }),
  );
}
