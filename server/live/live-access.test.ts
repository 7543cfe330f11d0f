import { afterEach, beforeEach, expect, test } from 'vitest';
import { media, playlistPath, simple, startLiveBench } from './live-bench.ts';

let bench: Awaited<ReturnType<typeof startLiveBench>>;
beforeEach(async () => {
  bench = await startLiveBench();
});
afterEach(() => bench.stop());

test('opens nothing without the session of the user it was signed for', async () => {
  bench.answers[playlistPath] = simple;
  const [link = ''] = await bench.links();
  bench.actor = { id: 'li', role: 'operator' };
  expect((await bench.get(bench.sign('wang').url)).status).toBe(403);
  expect((await bench.get(link)).status).toBe(403);
  expect((await bench.get(bench.sign('li').url)).status).toBe(200);
  bench.actor = undefined;
  expect((await bench.get(bench.sign('wang').url)).status).toBe(401);
  expect((await bench.get(link)).status).toBe(401);
});

test('refuses an address that was changed in any part, or belongs to another camera', async () => {
  bench.answers[playlistPath] = simple;
  const [link = '', other = ''] = await bench.links();
  const query = link.split('?')[1];
  const later = (url: string) => url.replace(/e=(\d+)/, (_all, e) => `e=${Number(e) + 60}`);
  const forged = [
    bench.sign().url.split('?')[0] ?? '',
    later(bench.sign().url),
    later(link),
    `${bench.sign().url.slice(0, -1)}${bench.sign().url.endsWith('A') ? 'B' : 'A'}`,
    `${other.split('?')[0]}?${query}`,
    `/api/live/cam/index.m3u8?${query}`,
    bench.sign().url.replace('/cam/', '/cam2/'),
    `${link}&s=x`,
  ];
  for (const url of forged) expect((await bench.get(url)).status, url).toBe(403);
});

test('expires after two minutes at least, and tells when', async () => {
  bench.answers[playlistPath] = simple;
  const { url, expiresAt } = bench.sign();
  expect(Date.parse(expiresAt) - bench.now).toBe(120_000);
  bench.now += 119_000;
  expect((await bench.get(url)).status).toBe(200);
  bench.now += 1000;
  expect((await bench.get(url)).status).toBe(403);
});

test.each([
  ['a host of its own choice', 'http://metadata.internal/latest'],
  ['a file of ours', 'file:///etc/passwd'],
])('does not fetch %s for a camera', async (_what, uri) => {
  bench.answers[playlistPath] = media('#EXTINF:2.0,', uri);
  const response = await bench.get(bench.sign().url);
  expect(response.status).toBe(502);
  expect(await response.text()).toContain('foreign-host');
});

test('does not follow a redirect to a foreign host', async () => {
  let reached = false;
  const elsewhere = await bench.listen((_request, response) => {
    reached = true;
    response.end('inner secret');
  });
  const away = `http://localhost:${elsewhere.split(':')[1]}/`;
  bench.answers[playlistPath] = simple;
  bench.answers['/live/s7.ts'] = (_request, response) => response.writeHead(302, { location: away }).end();
  const [link = ''] = await bench.links();
  expect((await bench.get(link)).status).toBe(502);
  expect(reached).toBe(false);
});

test('fetches only what the playlist named lately', async () => {
  bench.answers[playlistPath] = simple;
  bench.answers['/live/s7.ts'] = 'seven';
  const [link = ''] = await bench.links();
  bench.answers[playlistPath] = media('#EXTINF:2.0,', 's60.ts');
  bench.now += 55_000;
  await bench.playlist();
  expect((await bench.get(link)).status).toBe(200);
  bench.now += 10_000;
  await bench.playlist();
  expect((await bench.get(link)).status).toBe(404);
});
