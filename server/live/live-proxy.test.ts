import { afterEach, beforeEach, expect, test } from 'vitest';
import { linksIn, media, playlistPath, simple, startLiveBench } from './live-bench.ts';

let bench: Awaited<ReturnType<typeof startLiveBench>>;
beforeEach(async () => {
  bench = await startLiveBench();
});
afterEach(() => bench.stop());

test('passes playlist and segments on, from the addresses that the playlist names', async () => {
  bench.answers[playlistPath] = simple;
  bench.answers['/live/s7.ts'] = Buffer.from('seven');
  bench.answers['/other/s8.ts?token=geheim'] = Buffer.from('eight');
  const playlist = await bench.playlist();
  expect(playlist).toContain('#EXT-X-MEDIA-SEQUENCE:7\n');
  const pieces = await Promise.all(linksIn(playlist).map(bench.get));
  expect(await Promise.all(pieces.map((piece) => piece.text()))).toEqual(['seven', 'eight']);
  expect(pieces[0]?.headers.get('content-type')).toBe('video/mp2t');
});

test('tells the camera its credentials, and nobody else', async () => {
  bench.answers[playlistPath] = media(
    `# http://admin:pa%24s@${bench.cameraHost}/x`,
    '#EXTINF:2.0,geheim',
    's7.ts',
  );
  const playlist = await bench.playlist();
  expect(bench.asked[0]?.authorization).toBe(`Basic ${Buffer.from('admin:pa$s').toString('base64')}`);
  expect(playlist).not.toMatch(/geheim|admin|pa%24s|s7\.ts|127\.0\.0\.1/);
  bench.now += 5000;
  bench.answers[playlistPath] = 'not a playlist: http://admin:pa%24s@host/';
  const failure = await bench.get(bench.sign().url);
  expect(failure.status).toBe(502);
  expect(await failure.text()).toContain('Camera cam does not deliver: bad-playlist');
  expect(bench.logged.join()).toContain('bad-playlist');
  expect(bench.logged.join()).not.toMatch(/geheim|admin|pa%24s/);
});

test('keeps discontinuities, dates, keys, init segments and byte ranges right', async () => {
  bench.answers[playlistPath] = media(
    '#EXT-X-MEDIA-SEQUENCE:40',
    '#EXT-X-DISCONTINUITY-SEQUENCE:3',
    '#EXT-X-MAP:URI="init.mp4",BYTERANGE="4@2"',
    '#EXT-X-KEY:METHOD=AES-128,URI="key.bin",IV=0x000000000000000000000000000000FF',
    '#EXT-X-PROGRAM-DATE-TIME:2030-01-01T00:00:00.000Z',
    '#EXTINF:2.0,',
    '#EXT-X-BYTERANGE:3@1',
    'all.m4s',
    '#EXT-X-DISCONTINUITY',
    '#EXT-X-KEY:METHOD=NONE',
    '#EXTINF:1.5,',
    '#EXT-X-BYTERANGE:2@4',
    'all.m4s',
  );
  bench.answers['/live/all.m4s'] = bench.answers['/live/init.mp4'] = Buffer.from('0123456789');
  bench.answers['/live/key.bin'] = 'sixteen bytes...';
  const playlist = await bench.playlist();
  const shape = playlist.replaceAll(/\/api\/live\/cam\/[\w-]{22}\?e=\d+&s=[\w-]{43}/g, '<link>').split('\n');
  expect(shape).toEqual([
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-TARGETDURATION:2',
    '#EXT-X-MEDIA-SEQUENCE:40',
    '#EXT-X-DISCONTINUITY-SEQUENCE:3',
    '#EXT-X-KEY:METHOD=AES-128,URI="<link>",IV=0x000000000000000000000000000000ff',
    '#EXT-X-MAP:URI="<link>"',
    '#EXT-X-PROGRAM-DATE-TIME:2030-01-01T00:00:00.000Z',
    '#EXTINF:2.000,',
    '<link>',
    '#EXT-X-DISCONTINUITY',
    '#EXT-X-KEY:METHOD=NONE',
    expect.stringMatching(/^#EXT-X-PROGRAM-DATE-TIME:/),
    '#EXTINF:1.500,',
    '<link>',
    '',
  ]);
  const texts = await Promise.all(linksIn(playlist).map(async (link) => (await bench.get(link)).text()));
  expect(texts).toEqual(['sixteen bytes...', '2345', '123', '45']);
});

test('follows a master playlist to its best variant up to full HD', async () => {
  bench.answers[playlistPath] = [
    '#EXTM3U',
    '#EXT-X-STREAM-INF:BANDWIDTH=9000000,RESOLUTION=3840x2160',
    'uhd.m3u8',
    '#EXT-X-STREAM-INF:BANDWIDTH=500000,RESOLUTION=640x360',
    'sd.m3u8',
    '#EXT-X-STREAM-INF:BANDWIDTH=4000000,RESOLUTION=1920x1080',
    'hd/index.m3u8',
    '',
  ].join('\n');
  bench.answers['/live/hd/index.m3u8'] = media('#EXTINF:2.0,', 'x.ts');
  bench.answers['/live/hd/x.ts'] = 'hd picture';
  expect(await (await bench.get((await bench.links())[0] ?? '')).text()).toBe('hd picture');
});

test('fetches once for all who watch', async () => {
  bench.answers[playlistPath] = simple;
  bench.answers['/live/s7.ts'] = (_request, response) => setTimeout(() => response.end('seven'), 50);
  const playlists = await Promise.all(Array.from({ length: 20 }, () => bench.playlist()));
  const links = playlists.map((playlist) => linksIn(playlist)[0] ?? '');
  await Promise.all(links.map(bench.get));
  await bench.get(links[0] ?? '');
  expect(bench.asked.map(({ path }) => path)).toEqual(['/live/a.m3u8?token=geheim', '/live/s7.ts']);
});

test('asks for a new playlist when the shared one is half a second old', async () => {
  bench.answers[playlistPath] = simple;
  await bench.playlist();
  bench.now += 400;
  await bench.playlist();
  expect(bench.asked).toHaveLength(1);
  bench.now += 200;
  await bench.playlist();
  expect(bench.asked).toHaveLength(2);
});

test('names a piece the same from reload to reload, so that a player knows it again', async () => {
  bench.answers[playlistPath] = simple;
  bench.now += 1000;
  const before = await bench.links();
  bench.now += 2000;
  expect(await bench.links()).toEqual(before);
});

test('says that the camera does not deliver where it is gone, and that there is none where there is none', async () => {
  expect((await bench.get(bench.sign().url)).status).toBe(502);
  expect(await (await bench.get(bench.sign().url)).text()).toContain('http-404');
  bench.streamUrl = 'http://127.0.0.1:1/a.m3u8';
  bench.now += 6000;
  expect(await (await bench.get(bench.sign().url)).text()).toContain('unreachable');
  bench.streamUrl = 'file:///etc/passwd';
  bench.now += 6000;
  expect((await bench.get(bench.sign().url)).status).toBe(404);
  bench.streamUrl = undefined;
  expect((await bench.get(bench.sign('wang', 'nowhere').url)).status).toBe(404);
});

test('comes back when the camera does', async () => {
  expect((await bench.get(bench.sign().url)).status).toBe(502);
  bench.answers[playlistPath] = simple;
  bench.now += 1100;
  expect((await bench.get(bench.sign().url)).status).toBe(200);
});
