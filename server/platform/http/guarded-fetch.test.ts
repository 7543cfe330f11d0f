import type { LookupAddress, lookup } from 'node:dns';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayConnect, readAllowedTargets } from './allowed-targets.ts';
import { createGuardedFetch } from './guarded-fetch.ts';

let server: Server;
let port: number;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.headers.host} ${request.url}`);
    if (request.url === '/redirect')
      return response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    if (request.url === '/slow') return;
    if (request.url === '/large') return response.end('x'.repeat(100_000));
    let body = '';
    for await (const chunk of request) body += chunk;
    response.end(`got ${body}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const nothing = readAllowedTargets('');
const loopback = readAllowedTargets('127.0.0.0/8');
/** A name server that knows every name under these addresses. */
const names = (...addresses: string[]) => {
  const answers: LookupAddress[] = addresses.map((address) => ({ address, family: 4 }));
  return ((_name: string, _options: object, callback: (error: null, found: LookupAddress[]) => void) =>
    callback(null, answers)) as unknown as typeof lookup;
};
/** Why it didn't go through, with what lies below. */
async function failureOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => new Error('it went through'),
    (thrown: Error) => thrown,
  );
  return `${error.message} ${(error.cause as Error | undefined)?.message ?? ''}`;
}

describe('addresses that may be called', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '::1',
    '::',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'nonsense',
  ])('are not %s', (address) => {
    expect(mayConnect(address, nothing)).toBe(false);
  });

  it('are public ones, and those that the centre allows', () => {
    expect(mayConnect('203.119.1.1', nothing)).toBe(true);
    expect(mayConnect('2400:3200::1', nothing)).toBe(true);
    const allowed = readAllowedTargets('10.1.0.0/16, 192.168.1.9 fd00::/8 sms.intern');
    expect(mayConnect('10.1.200.3', allowed)).toBe(true);
    expect(mayConnect('10.2.0.1', allowed)).toBe(false);
    expect(mayConnect('192.168.1.9', allowed)).toBe(true);
    expect(mayConnect('192.168.1.10', allowed)).toBe(false);
    expect(mayConnect('fd12::1', allowed)).toBe(true);
  });

  it('are told by the centre in words that can be read', () => {
    expect(() => readAllowedTargets('10.0.0.0/40')).toThrow('10.0.0.0/40');
    expect(() => readAllowedTargets('http://x')).toThrow('http://x');
  });
});

describe('a call to an address that somebody typed in', () => {
  it('goes through where it is allowed, with its body', async () => {
    const answer = await createGuardedFetch(loopback)(`http://127.0.0.1:${port}/in`, { body: 'a text' });
    expect(answer).toMatchObject({ status: 200, text: 'got a text' });
  });

  it('is refused before anything is asked, however the address is written', async () => {
    const guarded = createGuardedFetch(nothing);
    const before = asked.length;
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:7f00:1]', 'localhost'])
      expect(await failureOf(guarded(`http://${host}:${port}/`)), host).toMatch(/private network/);
    expect(await failureOf(guarded('file:///etc/passwd'))).toMatch(/Not an http/);
    expect(asked.length).toBe(before);
  });

  it('is refused where one of a name’s addresses is private, unless the name is allowed', async () => {
    const mixed = names('127.0.0.1', '203.119.1.1');
    const url = `http://robot.example:${port}/named`;
    expect(await failureOf(createGuardedFetch(nothing, mixed)(url))).toMatch(/private network/);
    const named = createGuardedFetch(readAllowedTargets('robot.example'), mixed);
    expect((await named(url)).status).toBe(200);
    expect(asked.at(-1)).toBe(`POST robot.example:${port} /named`);
  });

  it('goes to the address that was checked, though the name means another one a moment later', async () => {
    let turn = 0;
    const rebinding = ((...args: Parameters<ReturnType<typeof names>>) =>
      (turn++ === 0 ? names('127.0.0.1') : names('10.0.0.1'))(...args)) as unknown as typeof lookup;
    const answer = await createGuardedFetch(loopback, rebinding)(`http://robot.example:${port}/once`);
    expect(answer.status).toBe(200);
    expect(turn).toBe(1);
  });

  it('does not follow a redirect', async () => {
    const answer = await createGuardedFetch(loopback)(`http://127.0.0.1:${port}/redirect`);
    expect(answer.status).toBe(302);
  });

  it('is broken off where the answer is late or too large', async () => {
    const guarded = createGuardedFetch(loopback);
    expect(await failureOf(guarded(`http://127.0.0.1:${port}/slow`, { timeoutMs: 200 }))).toMatch(
      /abort|time/i,
    );
    expect(await failureOf(guarded(`http://127.0.0.1:${port}/large`, { maxBytes: 1000 }))).toMatch(
      /more than 1000 bytes/,
    );
  });
});
