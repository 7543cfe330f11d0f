import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { aMessage, channelOf, startReceiver, toSomebody, wireTo } from './receiver.fixture.ts';
import { SendFailed } from './send-failed.ts';
import { sendMessage } from './send-message.ts';

let stop: (() => Promise<unknown>) | undefined;
afterEach(() => stop?.());

async function receiver(body: string, status = 200, headers: Record<string, string> = {}) {
  const started = await startReceiver(() => ({ status, body, headers }));
  stop = started.stop;
  return started;
}
const send = (channel: Parameters<typeof sendMessage>[0], message = aMessage, wire = wireTo()) =>
  sendMessage(channel, toSomebody, message, wire);
const failure = async (sending: Promise<unknown>): Promise<SendFailed> => {
  const error = await sending.then(
    () => undefined,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(SendFailed);
  return error;
};

describe('a WeCom robot', () => {
  it('is sent markdown that keeps to its limit in bytes, link and all', async () => {
    const robot = await receiver('{"errcode":0,"errmsg":"ok"}');
    const channel = channelOf('wecom', { url: `${robot.url}/cgi-bin/webhook/send?key=k-693a91f6` });
    expect(await send(channel, { ...aMessage, text: '烟'.repeat(3000) })).toBe('0 ok');
    const { content } = JSON.parse(String(robot.received[0]?.body)).markdown;
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4096);
    expect(Buffer.byteLength(content)).toBeGreaterThan(4080);
    expect(content).toContain('[查看处理](https://eyrie.example/a/token)');
    expect(robot.received[0]?.url.searchParams.get('key')).toBe('k-693a91f6');
  });

  it('that answers 200 with an error has not taken it; a limit passes, a wrong key does not', async () => {
    const busy = await receiver('{"errcode":45009,"errmsg":"api freq out of limit"}');
    expect(await failure(send(channelOf('wecom', { url: busy.url })))).toMatchObject({
      permanent: false,
      retryAfterSeconds: 60,
    });
    await busy.stop();
    const wrong = await receiver('{"errcode":93000,"errmsg":"invalid webhook url"}');
    expect(await failure(send(channelOf('wecom', { url: wrong.url })))).toMatchObject({ permanent: true });
  });

  it('never has its key in what is kept of a failure', async () => {
    const url = 'http://127.0.0.1:1/cgi-bin/webhook/send?key=k-693a91f6';
    const refused = await failure(send(channelOf('wecom', { url })));
    expect(refused.message).not.toContain('693a91f6');
    const echo = await receiver('no such key: k-693a91f6', 400);
    const echoed = await failure(send(channelOf('wecom', { url: `${echo.url}/?key=k-693a91f6` })));
    expect(echoed.message).toBe('HTTP 400 no such key: •••');
  });
});

describe('a DingTalk robot', () => {
  it('is signed with milliseconds in the query', async () => {
    const robot = await receiver('{"errcode":0,"errmsg":"ok"}');
    await send(channelOf('dingtalk', { url: `${robot.url}/robot/send?access_token=t`, secret: 'SECabc' }));
    const query = robot.received[0]?.url.searchParams;
    expect(query?.get('timestamp')).toBe('1800000000123');
    expect(query?.get('sign')).toBe(
      createHmac('sha256', 'SECabc').update('1800000000123\nSECabc').digest('base64'),
    );
    expect(query?.get('access_token')).toBe('t');
  });
});

describe('a Feishu robot', () => {
  it('is signed with seconds in the body, the text of the key over nothing', async () => {
    const robot = await receiver('{"code":0,"msg":"success"}');
    await send(channelOf('feishu', { url: robot.url, secret: 's' }));
    const body = JSON.parse(String(robot.received[0]?.body));
    expect(body).toMatchObject({ timestamp: '1800000000', msg_type: 'text' });
    expect(body.sign).toBe(createHmac('sha256', '1800000000\ns').update('').digest('base64'));
    expect(body.content.text).toContain('https://eyrie.example/a/token');
  });

  it('that answers something else than a robot is no robot', async () => {
    const page = await receiver('<html>sign in</html>');
    expect((await failure(send(channelOf('feishu', { url: page.url })))).message).toMatch(/no robot answers/);
  });
});

describe('a webhook', () => {
  it('can check who sent it and when, and tell a repeat', async () => {
    const hook = await receiver('', 202);
    const channel = channelOf(
      'webhook',
      { key: 'shared' },
      { url: `${hook.url}/in`, headers: { 'x-system': 'a' } },
    );
    expect(await send(channel)).toBe('HTTP 202');
    const [got] = hook.received;
    const timestamp = String(got?.headers['x-eyrie-timestamp']);
    const expected = createHmac('sha256', 'shared').update(`${timestamp}.${got?.body}`).digest('hex');
    expect(got?.headers['x-eyrie-signature']).toBe(`sha256=${expected}`);
    expect(got?.headers['idempotency-key']).toBe(aMessage.id);
    expect(got?.headers['x-system']).toBe('a');
  });

  it('that leads elsewhere is not followed', async () => {
    const inner = await startReceiver();
    const hook = await receiver('', 302, { location: `${inner.url}/secret` });
    const failed = await failure(send(channelOf('webhook', { key: 'k' }, { url: hook.url })));
    expect(failed).toMatchObject({ permanent: true, message: 'HTTP 302' });
    expect(inner.received).toEqual([]);
    await inner.stop();
  });

  it('that is busy says when to come again', async () => {
    const hook = await receiver('', 429, { 'retry-after': '30' });
    expect(await failure(send(channelOf('webhook', { key: 'k' }, { url: hook.url })))).toMatchObject({
      permanent: false,
      retryAfterSeconds: 30,
    });
  });

  it.each([
    'http://127.0.0.1:9',
    'http://localhost:9',
    'http://169.254.169.254/',
    'http://[::1]:9',
    'http://10.1.2.3/',
  ])('at %s, within our own network, is refused for good unless that is allowed', async (url) => {
    const refused = await failure(send(channelOf('webhook', { key: 'k' }, { url }), aMessage, wireTo('')));
    expect(refused).toMatchObject({ permanent: true });
    expect(refused.message).toMatch(/lies in a private network/);
  });
});
