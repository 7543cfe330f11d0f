import { describe, expect, it } from 'vitest';
import type { GuardedFetch, GuardedRequest } from '../platform/http/guarded-fetch.ts';
import { createSmsGateway, type SmsGateway } from './sms-gateway.ts';

const plain: SmsGateway = {
  url: 'https://sms.example/send',
  headers: '',
  body: '{"to":"{phone}","content":"【云岭】{text}"}',
  success: undefined,
};
/** Sends one message; answers what the gateway was asked. */
async function asked(
  gateway: Partial<SmsGateway>,
  text = '验证码 "123456"\n请勿\\告诉他人',
): Promise<GuardedRequest & { url: string }> {
  let request: (GuardedRequest & { url: string }) | undefined;
  const send: GuardedFetch = async (url, options = {}) => {
    request = { url, ...options };
    return { status: 200, headers: {}, text: '{"code":0}' };
  };
  await createSmsGateway({ ...plain, ...gateway }, send)('13800001234', text);
  if (!request) throw new Error('nothing was asked');
  return request;
}
const answering =
  (status: number, text = ''): GuardedFetch =>
  async () => ({ status, headers: {}, text });

describe('a message to the gateway', () => {
  it('is JSON that holds, whatever is in the text', async () => {
    const { body, headers } = await asked({ headers: 'Authorization: Bearer a:b | X-App: eyrie' });
    expect(JSON.parse(String(body))).toEqual({
      to: '13800001234',
      content: '【云岭】验证码 "123456"\n请勿\\告诉他人',
    });
    expect(headers).toEqual({
      'content-type': 'application/json',
      authorization: 'Bearer a:b',
      'x-app': 'eyrie',
    });
  });

  it('is a form where the template is one', async () => {
    const { body, headers } = await asked({ body: 'mobile={phone}&msg={text}' }, 'a&b=中');
    expect(Object.fromEntries(new URLSearchParams(String(body)))).toEqual({
      mobile: '13800001234',
      msg: 'a&b=中',
    });
    expect(headers?.['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('fills the address, too, also where its braces were escaped', async () => {
    const { url } = await asked({ url: 'https://sms.example/{phone}?m=%7Btext%7D' }, 'a/b');
    expect(url).toBe('https://sms.example/13800001234?m=a%2Fb');
  });

  it('fills in nothing that the text itself brings along', async () => {
    const { body } = await asked({}, '{phone}{text}');
    expect(JSON.parse(String(body)).content).toBe('【云岭】{phone}{text}');
  });
});

describe('an answer of the gateway', () => {
  const send = (fetch: GuardedFetch, success?: string) =>
    createSmsGateway({ ...plain, success }, fetch)('13800001234', '123456');

  it('is taken for a refusal where its status, or its missing word of success, says so', async () => {
    await expect(send(answering(500))).rejects.toThrow('500');
    await expect(send(answering(302))).rejects.toThrow('302');
    await expect(send(answering(200, '{"code":7}'), '"code":0')).rejects.toThrow('word of success');
    await expect(send(answering(200, '{"code":0}'), '"code":0')).resolves.toBeUndefined();
  });

  it('leaves neither number nor text in the failure', async () => {
    const failure = await send(answering(500)).catch((error: Error) => error.message);
    expect(failure).not.toMatch(/13800001234|123456/);
  });
});
