import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import webPush from 'web-push';
import {
  aMessage,
  channelOf,
  type Received,
  startMailServer,
  startReceiver,
  toSomebody,
  wireTo,
} from './receiver.fixture.ts';
import { sendMessage } from './send-message.ts';
import { smsText } from './sms.ts';

let stop: (() => Promise<unknown>) | undefined;
afterEach(() => stop?.());

describe('an SMS', () => {
  const template = {
    url: '',
    headers: { 'content-type': 'application/json', authorization: 'APPCODE {{secret:code}}' },
    body: '{"mobile":"{{phone}}","content":"{{text}}","outId":"{{id}}"}',
    success: '"ok"',
  };

  it('goes to any gateway by its template, safe for where each value stands', async () => {
    const gateway = await startReceiver(() => ({ body: '{"result":"ok"}' }));
    stop = gateway.stop;
    const channel = channelOf(
      'sms',
      { code: 'c-1' },
      { ...template, url: `${gateway.url}/send?to={{phone}}` },
    );
    const tricky = { ...aMessage, text: '说明："快来"\n第二行' };
    expect(await sendMessage(channel, toSomebody, tricky, wireTo())).toBe('{"result":"ok"}');
    const [got] = gateway.received;
    expect(got?.headers.authorization).toBe('APPCODE c-1');
    expect(got?.url.searchParams.get('to')).toBe('13800001234');
    const body = JSON.parse(String(got?.body));
    expect(body).toMatchObject({ mobile: '13800001234', outId: aMessage.id });
    expect(body.content).toContain('说明："快来"，第二行');
  });

  it('that the gateway took badly has failed, though it answered 200', async () => {
    const gateway = await startReceiver(() => ({ body: '{"result":"no money"}' }));
    stop = gateway.stop;
    const channel = channelOf('sms', { code: 'c-1' }, { ...template, url: gateway.url });
    await expect(sendMessage(channel, toSomebody, aMessage, wireTo())).rejects.toThrow(/no money/);
  });

  it('begins with its signature, keeps to two parts, and keeps its link whole', () => {
    const text = smsText({ ...aMessage, text: '很长'.repeat(200) }, '鹰巢');
    expect(text.length).toBeLessThanOrEqual(140);
    expect(text).toMatch(/^【鹰巢】新案件.*… https:\/\/eyrie\.example\/a\/token$/);
  });

  it('to somebody without a number is given up', async () => {
    const channel = channelOf('sms', { code: 'c' }, { ...template, url: 'http://127.0.0.1:9/' });
    await expect(
      sendMessage(channel, { ...toSomebody, phone: null }, aMessage, wireTo()),
    ).rejects.toMatchObject({ permanent: true });
  });
});

describe('a mail', () => {
  const settings = (port: number) => ({
    host: 'localhost',
    port,
    security: 'none',
    from: '鹰巢 <eyrie@example.cn>',
  });

  it('arrives with its subject, its text and the message’s own id', async () => {
    const server = await startMailServer();
    stop = server.stop;
    await sendMessage(
      channelOf('email', {}, settings(server.port)),
      toSomebody,
      aMessage,
      wireTo('localhost'),
    );
    const [mail = ''] = server.mails;
    expect(mail).toContain(`Message-ID: <${aMessage.id}@eyrie>`);
    expect(mail).toContain('To: duty@example.cn');
    const [head = '', body = ''] = mail.split('\n\n');
    expect(head).toContain('base64');
    expect(Buffer.from(body, 'base64').toString()).toContain('编号：20300101-000001');
  });

  it('that is refused for good is not tried again', async () => {
    const server = await startMailServer();
    stop = server.stop;
    const to = { ...toSomebody, email: 'full@example.cn' };
    await expect(
      sendMessage(channelOf('email', {}, settings(server.port)), to, aMessage, wireTo('localhost')),
    ).rejects.toMatchObject({ permanent: true, message: expect.stringContaining('the box is full') });
  });

  it('is not sent into our own network unless that is allowed', async () => {
    await expect(
      sendMessage(channelOf('email', {}, settings(25)), toSomebody, aMessage, wireTo('')),
    ).rejects.toThrow(/private network/);
  });
});

describe('a push', () => {
  const vapid = webPush.generateVAPIDKeys();
  const browser = () => {
    const key = createECDH('prime256v1');
    key.generateKeys();
    const auth = randomBytes(16);
    const { p256dh, ...rest } = { p256dh: key.getPublicKey('base64url'), auth: auth.toString('base64url') };
    return { key, auth, asked: (endpoint: string) => ({ endpoint, p256dh, ...rest }) };
  };

  it('can be read by the browser alone, and is signed with our key', async () => {
    const service = await startReceiver(() => ({ status: 201 }));
    stop = service.stop;
    const { key, auth, asked } = browser();
    const to = { ...toSomebody, browsers: [asked(`${service.url}/push/1`)] };
    expect(await sendMessage(channelOf('web-push', { ...vapid }), to, aMessage, wireTo())).toBe(
      '1 of 1 browsers',
    );
    const got = service.received[0] as Received;
    expect(JSON.parse(decrypt(got.body, key, auth))).toEqual({
      id: aMessage.id,
      title: aMessage.title,
      text: aMessage.text,
      path: '/a/token',
    });
    expect(got.headers.ttl).toBe('3600');
    const [, jwt = ''] = /t=([^,]+)/.exec(String(got.headers.authorization)) ?? [];
    const [head, claims, signature = ''] = jwt.split('.');
    const point = Buffer.from(vapid.publicKey, 'base64url');
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
    const publicKey = createPublicKey({
      key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' },
      format: 'jwk',
    });
    const signed = { key: publicKey, dsaEncoding: 'ieee-p1363' as const };
    expect(
      verify('sha256', Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, 'base64url')),
    ).toBe(true);
    expect(JSON.parse(Buffer.from(claims ?? '', 'base64url').toString()).aud).toBe(service.url);
  });

  it('forgets a browser that is gone, and has arrived where another took it', async () => {
    const service = await startReceiver(({ url }) => ({ status: url.pathname === '/gone' ? 410 : 201 }));
    stop = service.stop;
    const forgotten: string[] = [];
    const wire = wireTo('127.0.0.1', { forgetBrowser: async (endpoint) => void forgotten.push(endpoint) });
    const gone = `${service.url}/gone`;
    const browsers = [browser().asked(gone), browser().asked(`${service.url}/here`)];
    const answer = await sendMessage(
      channelOf('web-push', { ...vapid }),
      { ...toSomebody, browsers },
      aMessage,
      wire,
    );
    expect(answer).toBe('1 of 2 browsers');
    expect(forgotten).toEqual([gone]);
  });
});

/** What a browser does (RFC 8188 and 8291). */
function decrypt(body: Buffer, key: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const senderKey = body.subarray(21, 21 + (body[20] as number));
  const sealed = body.subarray(21 + senderKey.length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), key.getPublicKey(), senderKey]);
  const input = Buffer.from(hkdfSync('sha256', key.computeSecret(senderKey), auth, info, 32));
  const contentKey = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', contentKey, nonce).setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
}
