import path from 'node:path';
import { BufferSource, EncodedPacketSink, Input, MPEG_TS } from 'mediabunny';
import { afterEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from './simulator.ts';

const clipsDir = path.join(import.meta.dirname, 'fixtures');
const startAt = Date.UTC(2030, 0, 1);
let now = startAt;
let running: Simulator | undefined;

async function start(options: { controlToken?: string } = {}) {
  now = startAt;
  running = await startSimulator({ port: 0, clipsDir, now: () => now, ...options });
  const { url } = running;
  return {
    get: (file: string) => fetch(`${url}/streams/counting/${file}`),
    playlist: async () => (await fetch(`${url}/streams/counting/index.m3u8`)).text(),
    order: (body: object, token = options.controlToken) =>
      fetch(`${url}/control/counting`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      }),
  };
}
afterEach(() => running?.stop());

test('has the first segment at once and slides on as time passes', async () => {
  const camera = await start();
  expect(await camera.playlist()).toContain('#EXTINF:2.000,\n0.ts\n');
  now += 30_000;
  const playlist = await camera.playlist();
  expect(playlist.match(/\d+\.ts/g)).toHaveLength(6);
  expect(playlist).toContain('#EXT-X-MEDIA-SEQUENCE:11\n');
});

test('dates every segment and announces where the clip begins again', async () => {
  const camera = await start();
  now += 10_000;
  const lines = (await camera.playlist()).trim().split('\n');
  expect(lines.slice(-6)).toEqual([
    '#EXT-X-PROGRAM-DATE-TIME:2030-01-01T00:00:06.000Z',
    '#EXTINF:2.000,',
    '4.ts',
    '#EXT-X-PROGRAM-DATE-TIME:2030-01-01T00:00:08.000Z',
    '#EXTINF:1.000,',
    '5.ts',
  ]);
  now += 2000;
  expect(await camera.playlist()).toContain(
    '#EXT-X-DISCONTINUITY\n#EXT-X-PROGRAM-DATE-TIME:2030-01-01T00:00:09.000Z\n#EXTINF:2.000,\n6.ts\n',
  );
});

test('sends segments that begin with a keyframe and carry every picture of their two seconds', async () => {
  const camera = await start();
  now += 4000;
  const bytes = await (await camera.get('1.ts')).arrayBuffer();
  using input = new Input({ formats: [MPEG_TS], source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('no video in the segment');
  const packets = [];
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet);
  expect(packets.map((p) => p.timestamp.toFixed(1))).toEqual(
    Array.from({ length: 20 }, (_, i) => (2 + i / 10).toFixed(1)),
  );
  expect(packets.map((p) => p.type).join(' ')).toMatch(/^key( delta){19}$/);
});

test('keeps a segment a little longer than the playlist names it, then no more', async () => {
  const camera = await start();
  now += 15_000;
  expect(await camera.playlist()).not.toMatch(/^0\.ts$/m);
  expect((await camera.get('0.ts')).status).toBe(200);
  now += 30_000;
  expect((await camera.get('0.ts')).status).toBe(404);
});

test('does not have a segment that is not over yet', async () => {
  const camera = await start();
  expect((await camera.get('1.ts')).status).toBe(404);
});

test('names size and codec in the master playlist', async () => {
  const camera = await start();
  expect(await (await camera.get('master.m3u8')).text()).toMatch(
    /RESOLUTION=160x120,CODECS="avc1\.\w{6}"\nindex\.m3u8/,
  );
});

test('has no controls without a token, and refuses a wrong one', async () => {
  let camera = await start();
  expect((await camera.order({ fault: 'dead' })).status).toBe(404);
  await running?.stop();
  camera = await start({ controlToken: 'let-me-in' });
  expect((await camera.order({ fault: 'dead' }, 'guess')).status).toBe(401);
  expect((await camera.get('index.m3u8')).status).toBe(200);
  expect((await camera.order({ fault: 'flood' })).status).toBe(400);
});

test('can be dead, garbage, stalled or without its segments, and mended again', async () => {
  const camera = await start({ controlToken: 'let-me-in' });
  now += 8000;
  await camera.order({ fault: 'dead' });
  await expect(camera.playlist()).rejects.toThrow('fetch failed');
  await camera.order({ fault: 'garbage' });
  expect(await camera.playlist()).not.toContain('#EXTM3U');
  await camera.order({ fault: 'missing-segment' });
  expect(await camera.playlist()).toContain('2.ts');
  expect((await camera.get('2.ts')).status).toBe(404);
  await camera.order({ fault: 'stall' });
  const before = await camera.playlist();
  now += 6000;
  expect(await camera.playlist()).toBe(before);
  await camera.order({ fault: 'none' });
  expect(await camera.playlist()).not.toBe(before);
});

test('jumps with its clock from the moment it is told to', async () => {
  const camera = await start({ controlToken: 'let-me-in' });
  now += 4000;
  await camera.order({ fault: 'clock-jump', jumpMs: 86_400_000 });
  now += 4000;
  const dates = (await camera.playlist()).match(/TIME:(\S+)/g);
  expect(dates?.slice(-3)).toEqual([
    'TIME:2030-01-01T00:00:02.000Z',
    'TIME:2030-01-02T00:00:04.000Z',
    'TIME:2030-01-02T00:00:06.000Z',
  ]);
});
