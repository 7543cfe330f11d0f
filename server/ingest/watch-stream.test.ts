import { createCipheriv } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Frame } from '#contract/detection.ts';
import { createSegmentDecoder } from './decode-segment.ts';
import type { Segment } from './segment.ts';
import type { StreamFailure } from './stream-failure.ts';
import { type StreamKind, type StreamServer, startStreamServer } from './stream-test-server.ts';
import { watchStream } from './watch-stream.ts';

let server: StreamServer;
beforeAll(async () => {
  server = await startStreamServer();
});
afterAll(() => server.close());

const shape = { width: 80, height: 48, fit: 'letterbox-top-left', colour: 'rgb' } as const;

/** Watches until `enough`, and returns what came and what was said meanwhile. */
const watch = async (
  url: string,
  enough: (segments: Segment[], said: string[]) => boolean,
  options: { resumeFromAt?: number } = {},
) => {
  const stop = new AbortController();
  const segments: Segment[] = [];
  const frames: Frame[] = [];
  const said: string[] = [];
  const failures: StreamFailure[] = [];
  const check = (): void => {
    if (enough(segments, said)) stop.abort();
  };
  const say = (reason: string): void => {
    said.push(reason);
    check();
  };
  const decoder = createSegmentDecoder(shape, 'keyframe', say);
  const onFailure = (failure: StreamFailure): void => {
    failures.push(failure);
    say(failure.reason);
  };
  for await (const segment of watchStream({
    url,
    signal: stop.signal,
    report: say,
    onFailure,
    random: () => 0,
    ...options,
  })) {
    segments.push(segment);
    try {
      frames.push(...decoder.frames(segment));
    } catch (error) {
      onFailure(error as StreamFailure);
    }
    check();
  }
  decoder.close();
  return { segments, frames, said, failures };
};

const after = (count: number) => (segments: Segment[]) => segments.length >= count;

it.each<StreamKind>(['h264-ts', 'h264-fmp4', 'h265-ts', 'h265-fmp4'])(
  'reads a live %s stream',
  async (kind) => {
    const { startAt } = server.set(kind, { kind });
    const { segments, frames, said } = await watch(server.url(kind), after(6));
    expect(said).toEqual([]);
    expect(frames).toHaveLength(segments.length);
    expect(frames[0]).toMatchObject({
      width: 160,
      height: 90,
      picture: { width: 80, height: 45, scaleX: 2 },
    });
    const sequences = segments.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.map((_, i) => (sequences[0] as number) + i));
    for (const { sequence, startAt: at } of segments) expect(at).toBe((startAt as number) + sequence * 100);
  },
);

it('begins at the newest segment, and after a restart with the first that was not seen to its end', async () => {
  const { startAt } = server.set('restart', { segmentsPerSecond: 10 });
  await new Promise((resolve) => setTimeout(resolve, 450));
  const fresh = await watch(server.url('restart'), after(1));
  expect(fresh.segments[0]?.sequence).toBeGreaterThanOrEqual(4);
  const newest = fresh.segments[0]?.sequence as number;
  const resumeFromAt = (startAt as number) + (newest - 2) * 100 - 500;
  const resumed = await watch(server.url('restart'), after(4), { resumeFromAt });
  expect(resumed.segments[0]).toMatchObject({ sequence: newest - 2, catchUp: true });
});

it('picks the variant with the most detail it needs from a master playlist, and takes relative addresses', async () => {
  server.set('variants', {
    answer(file, response) {
      if (file !== 'master.m3u8') return undefined;
      response.end(
        '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=3840x2160\n/nowhere/uhd.m3u8\n' +
          '#EXT-X-STREAM-INF:BANDWIDTH=300000,RESOLUTION=1920x1080,CODECS="avc1.640028"\nlive.m3u8?token=secret\n' +
          '#EXT-X-STREAM-INF:BANDWIDTH=500000,CODECS="mp4a.40.2"\n/nowhere/audio.m3u8\n',
      );
      return true;
    },
  });
  const { frames, said } = await watch(server.url('variants').replace('live.m3u8', 'master.m3u8'), after(2));
  expect(said).toEqual([]);
  expect(frames).toHaveLength(2);
  expect(server.requests).toContain('/variants/live.m3u8?token=secret');
});

it('decrypts AES-128, by the sequence number where the playlist gives no vector', async () => {
  const key = Buffer.from('0123456789abcdef');
  server.set('encrypted', {
    header: ['#EXT-X-KEY:METHOD=AES-128,URI="secret.key"'],
    answer(file, response) {
      if (file !== 'secret.key') return undefined;
      response.end(key);
      return true;
    },
    transform(bytes, sequence) {
      const iv = Buffer.alloc(16);
      iv.writeUInt32BE(sequence, 12);
      const cipher = createCipheriv('aes-128-cbc', key, iv);
      return Buffer.concat([cipher.update(bytes), cipher.final()]);
    },
  });
  const { frames, said } = await watch(server.url('encrypted'), after(3));
  expect(said).toEqual([]);
  expect(frames).toHaveLength(3);
  expect(server.requests.filter((url) => url.endsWith('secret.key'))).toHaveLength(1);
});

it('tells a wrong key from damaged footage', async () => {
  server.set('wrong-key', {
    header: ['#EXT-X-KEY:METHOD=AES-128,URI="secret.key"'],
    answer(file, response) {
      if (file !== 'secret.key') return undefined;
      response.end('short');
      return true;
    },
  });
  const { said } = await watch(server.url('wrong-key'), (_, words) => words.length > 0);
  expect(said[0]).toBe('bad-key');
});

it('goes on past a missing segment and says so', async () => {
  let missing: string | undefined;
  server.set('missing', {
    answer(file, response) {
      missing ??= file.endsWith('.seg') && Number.parseInt(file, 10) >= 3 ? file : undefined;
      if (file !== missing) return undefined;
      response.writeHead(404).end();
      return true;
    },
  });
  const { segments, said } = await watch(server.url('missing'), after(6));
  expect(said).toEqual(['http-404']);
  const gap = segments.findIndex(
    ({ sequence }, i) => i > 0 && sequence !== (segments[i - 1]?.sequence as number) + 1,
  );
  expect(segments[gap]?.discontinuity).toBe(true);
});

it('reports damaged segments and goes on with the sound ones', async () => {
  server.set('damaged', {
    transform: (bytes, sequence) => (sequence % 3 === 1 ? Buffer.alloc(5000, 7) : bytes),
  });
  const { frames, said } = await watch(server.url('damaged'), after(7));
  expect(new Set(said)).toEqual(new Set(['bad-segment']));
  expect(frames.length).toBeGreaterThanOrEqual(4);
});

it('decodes on when the codec changes mid-stream, and says so', async () => {
  server.set('codec', { kind: 'h264-ts', changeKind: { from: 4, kind: 'h265-fmp4' } });
  const { segments, frames, said } = await watch(server.url('codec'), (all) =>
    all.some(({ sequence }) => sequence >= 6),
  );
  expect(said).toEqual(['codec-changed']);
  expect(frames).toHaveLength(segments.length);
});

it.each([-3_600_000, 3_600_000])(
  'keeps its own time when the camera clock leaps by %i ms, and says so once',
  async (byMs) => {
    server.set(`leap${byMs}`, { leap: { from: 4, byMs } });
    const { segments, said } = await watch(server.url(`leap${byMs}`), (all) =>
      all.some(({ sequence }) => sequence >= 8),
    );
    expect(said).toEqual(['clock-jump']);
    const steps = segments.slice(1).map(({ startAt }, i) => startAt - (segments[i] as Segment).startAt);
    for (const step of steps) expect(step).toBeGreaterThan(0);
    for (const step of steps) expect(step).toBeLessThan(1_000);
  },
);

it('tries again with growing pauses while a camera is away, and reads on when it is back', async () => {
  const started = Date.now();
  setTimeout(() => server.set('late', {}), 1_200);
  const { segments, said } = await watch(server.url('late'), after(2));
  expect(said.slice(0, 2)).toEqual(['http-404', 'http-404']);
  expect(segments).toHaveLength(2);
  expect(Date.now() - started).toBeLessThan(4_000);
});

it.each([
  ['bad-playlist', '<html>Please log in</html>'],
  ['bad-playlist', '#EXTM3U\n#EXTINF:banana,\nseg.ts\n'],
  ['bad-playlist', ''],
  ['too-large', `#EXTM3U\n${'#'.repeat(2 ** 20)}`],
  ['unsupported-encryption', '#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI="k"\n#EXTINF:1,\nseg.ts\n'],
])('gives the reason %s for a playlist that is none of use', async (reason, text) => {
  server.set('garbage', {
    answer(_, response) {
      response.end(text);
      return true;
    },
  });
  const { said } = await watch(server.url('garbage'), (_, words) => words.length > 0);
  expect(said[0]).toBe(reason);
});

it('says when nothing listens at the address', async () => {
  const { said } = await watch('http://127.0.0.1:9/live.m3u8', (_, words) => words.length > 0);
  expect(said).toEqual(['unreachable']);
});

it('says when a stream stalls', async () => {
  server.set('stalled', { endsAfter: 3, answer: withoutEnd });
  const { said } = await watch(server.url('stalled'), (_, words) => words.includes('stalled'));
  expect(said).toEqual(['stalled']);
}, 15_000);

it('leaves no credential in anything it says', async () => {
  const secret = server.url('nowhere').replace('http://', 'http://admin:pa55word@') + '?token=t0ken';
  const { failures } = await watch(secret, (_, words) => words.length > 0);
  expect(failures[0]?.message).toContain('/nowhere/live.m3u8');
  expect(JSON.stringify(failures) + failures.map(({ message, stack }) => message + stack).join()).not.toMatch(
    /pa55word|t0ken|admin/,
  );
});

it('does not notice half of the other cameras being unplugged', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `half-${letter}`);
  for (const name of names) server.set(name, {});
  const unplugged = names.slice(0, 3);
  setTimeout(() => unplugged.forEach(server.remove), 500);
  const runs = names.map((name) => {
    const isDead = unplugged.includes(name);
    return watch(server.url(name), (segments, said) => (isDead ? said.length > 0 : segments.length >= 15));
  });
  const [dead, alive] = [await Promise.all(runs.slice(0, 3)), await Promise.all(runs.slice(3))];
  for (const { said } of dead) expect(said).toEqual(['http-404']);
  for (const { said, segments } of alive) {
    expect(said).toEqual([]);
    const waits = segments.slice(1).map(({ arrivedAt }, i) => arrivedAt - (segments[i] as Segment).arrivedAt);
    expect(Math.max(...waits)).toBeLessThan(1_000);
  }
});

it('plays a video file as a camera, over and over', async () => {
  const file = fileURLToPath(new URL('./fixtures/turned.mp4', import.meta.url));
  const { segments, frames } = await watch(file, after(3));
  expect(segments.map(({ durationMs }) => Math.round(durationMs / 1000))).toEqual([2, 2, 2]);
  expect(segments[2]?.discontinuity).toBe(true);
  expect(frames).toHaveLength(3);
}, 15_000);

it('says that a file is not there', async () => {
  const { said } = await watch('/nowhere/clip.mp4', (_, words) => words.length > 0);
  expect(said).toEqual(['file-missing']);
});

/** A live playlist never says that it ends. */
function withoutEnd(file: string, response: import('node:http').ServerResponse): true | undefined {
  if (file !== 'live.m3u8') return undefined;
  const end = response.end.bind(response);
  response.end = ((text: string) => end(text.replace('#EXT-X-ENDLIST\n', ''))) as typeof response.end;
  return undefined;
}
