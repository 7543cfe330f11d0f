import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FetchLimits, fetchLimited } from './fetch-limited.ts';

let server: Server;
let origin: string;
const seen: { url: string; authorization?: string; range?: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const { authorization, range } = request.headers;
    const url = request.url ?? '';
    seen.push({ url, ...(authorization ? { authorization } : {}), ...(range ? { range } : {}) });
    if (url === '/loop') response.writeHead(302, { location: '/loop' }).end();
    else if (url === '/moved') response.writeHead(307, { location: '/there?x=1' }).end();
    else if (url === '/elsewhere')
      response.writeHead(302, { location: origin.replace('127.0.0.1', 'localhost') }).end();
    else if (url === '/file') response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    else if (url === '/silent') setTimeout(() => response.end(), 5_000).unref();
    else if (url === '/endless') response.write(Buffer.alloc(200_000));
    else response.end('0123456789');
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.closeAllConnections());

const limits = (more: Partial<FetchLimits> = {}): FetchLimits => ({
  maxBytes: 100_000,
  timeoutMs: 15_000,
  signal: new AbortController().signal,
  ...more,
});

it('follows redirects and tells where it ended', async () => {
  const { bytes, url } = await fetchLimited(`${origin}/moved`, limits());
  expect(bytes.toString()).toBe('0123456789');
  expect(url).toBe(`${origin}/there?x=1`);
});

it.each([
  ['/loop', 'too-many-redirects'],
  ['/file', 'bad-url'],
  ['/endless', 'too-large'],
])('refuses %s as %s', async (path, reason) => {
  await expect(fetchLimited(origin + path, limits())).rejects.toMatchObject({ reason });
});

it('waits no longer than it may', async () => {
  await expect(fetchLimited(`${origin}/silent`, limits({ timeoutMs: 100 }))).rejects.toMatchObject({
    reason: 'timed-out',
  });
});

it('gives the caller’s own reason when it is called off', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('enough')), 50);
  await expect(fetchLimited(`${origin}/silent`, limits({ signal: stop.signal }))).rejects.toThrow('enough');
});

it('sends credentials in a header, and to no other server', async () => {
  seen.length = 0;
  await fetchLimited(`${origin.replace('http://', 'http://cam:s%C3%A9cret@')}/elsewhere`, limits());
  const askedOf = (path: string) => seen.find(({ url }) => url === path);
  expect(askedOf('/elsewhere')?.authorization).toBe(`Basic ${Buffer.from('cam:sécret').toString('base64')}`);
  expect(askedOf('/')).toEqual({ url: '/' });
});

it('takes its range also from a server that sends everything', async () => {
  const { bytes } = await fetchLimited(`${origin}/all`, limits({ range: [2, 3] }));
  expect(bytes.toString()).toBe('234');
  expect(seen.at(-1)?.range).toBe('bytes=2-4');
});

it.each(['ftp://host/x', 'file:///etc/passwd', 'nonsense'])('refuses the address %s', async (url) => {
  await expect(fetchLimited(url, limits())).rejects.toMatchObject({ reason: 'bad-url' });
});
