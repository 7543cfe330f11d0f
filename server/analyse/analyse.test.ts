import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startStreamServer } from '../ingest/stream-test-server.ts';

/** The command as people run it; its model is the tests' toy, which sees a car in every bright half of a picture. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const clip = path.join(root, 'server/ingest/fixtures/turned.mp4');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'eyrie-analyse-'));
  // A bright block that stands in the right half of every picture, from 2.png on.
  for (const [name, level] of [
    ['1', 0],
    ['2', 250],
    ['10', 250],
    ['11', 250],
    ['12', 0],
    ['13', 0],
    ['14', 0],
    ['15', 0],
    ['16', 0],
    ['17', 0],
    ['18', 0],
  ] as const) {
    const half = await sharp({
      create: { width: 160, height: 160, channels: 3, background: { r: level, g: level, b: level } },
    })
      .png()
      .toBuffer();
    await sharp({ create: { width: 320, height: 160, channels: 3, background: '#000' } })
      .composite([{ input: half, left: 160, top: 0 }])
      .png()
      .toFile(path.join(folder, `${name}.png`));
  }
});
afterAll(() => rm(folder, { recursive: true }));

const analyse = (
  ...args: string[]
): Promise<{ code: number; lines: Record<string, unknown>[]; said: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, EYRIE_MODELS_DIR: path.join(root, 'server/detect/fixtures') };
    execFile(
      process.execPath,
      ['--import', 'tsx', 'server/analyse.ts', ...args],
      { cwd: root, env },
      (error, stdout, stderr) => {
        const lines = stdout
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line));
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, lines, said: stderr });
      },
    );
  });

it('reads a folder in natural order, a picture a second, and prints one line per change and one at the end', async () => {
  const { code, lines, said } = await analyse('--input', folder, '--scene', 'fire-lane', '--dwell', '2');
  expect(said).toBe('');
  expect(code).toBe(0);
  expect(lines[0]).toMatchObject({
    t: 3,
    scene: 'fire-lane',
    change: 'opened',
    box: [160, 0, 160, 160],
    score: expect.any(Number),
  });
  expect(lines.find(({ change }) => change === 'cleared')).toBeDefined();
  expect(lines.at(-1)).toEqual({ done: true, frames: 11, seconds: 11 });
}, 180_000);

it('reads a video upright, at the asked rate', async () => {
  const { lines } = await analyse('--input', clip, '--scene', 'fire-lane', '--sample-fps', '5');
  expect(lines.at(-1)).toEqual({ done: true, frames: 20, seconds: 4 });
  const all = await analyse('--input', clip, '--scene', 'fire-lane', '--every-frame');
  expect(all.lines.at(-1)).toEqual({ done: true, frames: 40, seconds: 4 });
}, 180_000);

it('judges a single picture by itself', async () => {
  const { code, lines } = await analyse('--input', path.join(folder, '2.png'), '--scene', 'fire-lane');
  expect(code).toBe(0);
  expect(lines.at(-1)).toEqual({ done: true, frames: 1, seconds: 0 });
}, 180_000);

it('reads a recorded HLS stream to its end, from its start', async () => {
  const server = await startStreamServer();
  server.set('recorded', {
    kind: 'h265-fmp4',
    segmentsPerSecond: 1,
    startAt: Date.now() - 86_400_000,
    endsAfter: 1,
    window: 100,
  });
  const { code, lines, said } = await analyse(
    '--input',
    server.url('recorded'),
    '--scene',
    'fire-lane',
    '--every-frame',
  );
  await server.close();
  expect(code).toBe(0);
  expect(said).not.toContain('127.0.0.1');
  expect(lines.at(-1)).toMatchObject({ done: true, frames: expect.any(Number) });
  expect(lines.at(-1)?.frames).toBeGreaterThanOrEqual(7);
}, 180_000);

it.each([
  [['--input', '/nowhere.mp4', '--scene', 'fire-lane'], /There is no file or folder \/nowhere.mp4/],
  [['--input', 'package.json', '--scene', 'fire-lane'], /package.json is not a video or a picture/],
  [
    ['--input', 'http://u:pw@127.0.0.1:9/x.m3u8?key=k', '--scene', 'fire-lane'],
    /from http:\/\/127.0.0.1:9\/x.m3u8\?…$/,
  ],
  [['--input', 'x', '--scene', 'straw-burning'], /There is no model "smoke"/],
  [[], /--input is missing/],
])(
  'ends %j with code 2 and one clear line',
  async (args, message) => {
    const { code, lines, said } = await analyse(...args);
    expect(code).toBe(2);
    expect(lines).toEqual([]);
    expect(said.trimEnd()).toMatch(message);
    expect(said.trimEnd().split('\n')).toHaveLength(1);
  },
  180_000,
);

it('says so when a folder holds no pictures', async () => {
  const { code, said } = await analyse('--input', path.join(root, 'docs/decisions'), '--scene', 'fire-lane');
  expect(code).toBe(2);
  expect(said).toMatch(/holds no pictures/);
}, 180_000);
