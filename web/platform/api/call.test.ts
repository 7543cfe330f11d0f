import { afterEach, describe, expect, it, vi } from 'vitest';
import { call } from './call.ts';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status, headers }));
const user = {
  id: '1',
  username: 'operator',
  name: '值班员',
  role: 'operator',
  areaCode: null,
  departmentCode: null,
  expiresAt: '2026-01-01T00:00:00Z',
};

afterEach(() => vi.unstubAllGlobals());

describe('call', () => {
  it('returns the reply that the contract promises', async () => {
    answer(200, user);
    expect(await call('session', {})).toEqual(user);
  });

  it('refuses a reply that breaks the contract', async () => {
    answer(200, { ...user, role: 'emperor' });
    await expect(call('session', {})).rejects.toMatchObject({ code: 'unexpected-reply' });
  });

  it('turns a problem document into its code and says when to try again', async () => {
    const problem = {
      type: 'about:blank',
      title: 'Locked',
      status: 423,
      detail: 'Locked',
      code: 'account-locked',
    };
    answer(423, problem, { 'retry-after': '90' });
    const refused = call('signIn', { body: { username: 'operator', password: 'x' } });
    await expect(refused).rejects.toMatchObject({
      code: 'account-locked',
      status: 423,
      retryAfterSeconds: 90,
    });
  });

  it('says unreachable when a proxy answers without a problem document', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>Bad gateway</html>', { status: 502 }));
    await expect(call('wall', {})).rejects.toMatchObject({ code: 'unreachable', status: 502 });
  });

  it('says unreachable when nobody answers', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('failed to fetch')));
    await expect(call('wall', {})).rejects.toMatchObject({ code: 'unreachable', status: 0 });
  });
});
