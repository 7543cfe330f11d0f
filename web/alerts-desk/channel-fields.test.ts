import { describe, expect, it } from 'vitest';
import { ChannelKind, channelKinds } from '#contract/alert-channel.ts';
import { channelFields, settingsOf, typedOf } from './channel-fields.ts';

describe('a channel’s form', () => {
  it('asks for nothing that the contract does not know, and for all that it needs', () => {
    for (const kind of ChannelKind.options) {
      const { settings, needs } = channelKinds[kind];
      const asked = channelFields[kind].filter(({ as }) => as !== 'secret').map(({ name }) => name);
      expect(Object.keys(settings.shape)).toEqual(expect.arrayContaining(asked));
      const secrets: string[] = channelFields[kind]
        .filter(({ as }) => as === 'secret')
        .map(({ name }) => name);
      for (const need of needs) expect(secrets).toContain(need);
    }
  });

  it('gives back what it was given, and never a secret', () => {
    const given = {
      url: 'https://x.cn/send',
      method: 'POST',
      headers: { a: 'b' },
      body: '{{text}}',
      success: null,
    };
    const typed = typedOf('sms', given);
    expect(settingsOf('sms', { ...typed, apiKey: 'k' })).toEqual({
      settings: { url: 'https://x.cn/send', method: 'POST', headers: { a: 'b' }, body: '{{text}}' },
      secrets: { apiKey: 'k' },
    });
    expect(typedOf('wecom', { url: 'kept' })).toEqual({});
  });
});
