import { mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cameraFolderName } from './segment-name.ts';
import { createSegmentRing } from './segment-ring.ts';

const startAt = Date.UTC(2030, 0, 1);
let dir: string;
let now: number;
const clock = { now: () => now };
const ringOf = (options: { keepMs?: number; maxBytes?: number } = {}) =>
  createSegmentRing({ dir, keepMs: 60_000, clock, ...options });
const ts = (seconds: number, fill = 1, length = 100) => ({
  startAt: startAt + seconds * 1000,
  durationMs: 2000,
  container: 'ts' as const,
  bytes: new Uint8Array(length).fill(fill),
});
const secondsOf = (segments: { startAt: number }[]) => segments.map((s) => (s.startAt - startAt) / 1000);

beforeEach(async () => {
  now = startAt;
  dir = await mkdtemp(path.join(tmpdir(), 'eyrie-ring-'));
});
afterEach(() => rm(dir, { recursive: true }));

test('gives back the segments that overlap a stretch of time, in order, byte for byte', async () => {
  const ring = ringOf();
  for (const seconds of [4, 0, 2, 6]) await ring.keep('cam', ts(seconds, seconds + 1));
  const segments = await ring.read('cam', startAt + 3000, startAt + 6000);
  expect(secondsOf(segments)).toEqual([2, 4]);
  expect(segments[0]?.bytes).toEqual(Buffer.alloc(100, 3));
});

test('keeps cameras apart, and one that has sent nothing is empty', async () => {
  const ring = ringOf();
  await ring.keep('a', ts(0));
  expect(await ring.read('b', 0, Number.MAX_SAFE_INTEGER)).toEqual([]);
});

test('finds everything again after the process was killed, without what it was just writing', async () => {
  await ringOf().keep('cam', ts(0));
  await writeFile(path.join(dir, cameraFolderName('cam'), '1_2_3_4_ts.seg.77.partial'), 'half');
  expect(secondsOf(await ringOf().read('cam', startAt, startAt + 9000))).toEqual([0]);
});

test('leaves out a file that a power cut shortened', async () => {
  const ring = ringOf();
  await ring.keep('cam', ts(0));
  const folder = path.join(dir, cameraFolderName('cam'));
  await truncate(path.join(folder, (await readdir(folder))[0] ?? ''), 10);
  expect(await ring.read('cam', startAt, startAt + 9000)).toEqual([]);
});

test('gives a segment that came twice only once, as it came last', async () => {
  const ring = ringOf();
  await ring.keep('cam', ts(0, 1));
  now += 500;
  await ring.keep('cam', ts(0, 2));
  const segments = await ring.read('cam', startAt, startAt + 9000);
  expect(segments.map((segment) => segment.bytes[0])).toEqual([2]);
});

test('keeps the init segment of fMP4 once, and refuses an fMP4 segment without', async () => {
  const ring = ringOf();
  const init = new Uint8Array([1, 2, 3]);
  await ring.keep('cam', { ...ts(0), container: 'fmp4', init });
  await ring.keep('cam', { ...ts(2), container: 'fmp4', init, discontinuity: true });
  const segments = await ring.read('cam', startAt, startAt + 9000);
  expect(segments.map((s) => [s.container, [...(s.init ?? [])], s.discontinuity])).toEqual([
    ['fmp4', [1, 2, 3], false],
    ['fmp4', [1, 2, 3], true],
  ]);
  expect(await readdir(path.join(dir, cameraFolderName('cam')))).toHaveLength(3);
  await expect(ring.keep('cam', { ...ts(4), container: 'fmp4' })).rejects.toThrow('init');
});

test('counts age from when a segment came, whatever the camera believes the time is', async () => {
  const ring = ringOf({ keepMs: 10_000 });
  await ring.keep('from-1970', { ...ts(0), startAt: 5000 });
  await ring.keep('cam', ts(0));
  now += 9000;
  await ring.keep('cam', ts(9));
  expect(await ring.sweep()).toEqual({ deleted: 0, deletedPinned: 0, keptBytes: 300 });
  now += 2000;
  expect(await ring.sweep()).toEqual({ deleted: 2, deletedPinned: 0, keptBytes: 100 });
  expect(secondsOf(await ring.read('cam', startAt, now))).toEqual([9]);
});

test('does not let footage age away that a clip is still wanted of', async () => {
  const ring = ringOf({ keepMs: 10_000 });
  for (const seconds of [0, 2, 4]) await ring.keep('cam', ts(seconds));
  now += 60_000;
  await ring.sweep({ pinned: [{ cameraCode: 'cam', fromAt: startAt + 2000, toAt: startAt + 4000 }] });
  expect(secondsOf(await ring.read('cam', startAt, now))).toEqual([2]);
  await ring.sweep({ ageOut: false });
  expect(secondsOf(await ring.read('cam', startAt, now))).toEqual([2]);
});

test('never grows beyond its bound: the oldest goes first, what a clip is wanted of last', async () => {
  const ring = ringOf({ maxBytes: 250 });
  for (const seconds of [0, 2, 4, 6]) {
    await ring.keep('cam', ts(seconds));
    now += 2000;
  }
  const pinned = [{ cameraCode: 'cam', fromAt: startAt, toAt: startAt + 1000 }];
  expect(await ring.sweep({ pinned })).toEqual({ deleted: 2, deletedPinned: 0, keptBytes: 200 });
  expect(secondsOf(await ring.read('cam', startAt, now))).toEqual([0, 6]);
});

test('sweeps up writes that nobody finished and init segments that nothing needs', async () => {
  const ring = ringOf({ keepMs: 1000 });
  await ring.keep('cam', { ...ts(0), container: 'fmp4', init: new Uint8Array([1]) });
  const folder = path.join(dir, cameraFolderName('cam'));
  await writeFile(path.join(folder, 'x.seg.77.partial'), 'half');
  for (const name of await readdir(folder))
    await utimes(path.join(folder, name), startAt / 1000, startAt / 1000);
  now += 120_000;
  await ring.sweep();
  await ring.sweep();
  expect(await readdir(folder)).toEqual([]);
});

test.each(['../../etc', '/etc/passwd', '..', '.', '', 'a/b', '摄像机', 'a\0b', 'x'.repeat(81)])(
  'keeps the camera code %j inside the ring',
  async (code) => {
    const ring = ringOf();
    await ring.keep(code, ts(0));
    expect(await readdir(dir)).toEqual([expect.stringMatching(/^digest-[0-9a-f]{64}$/)]);
    expect(secondsOf(await ring.read(code, startAt, startAt + 1))).toEqual([0]);
  },
);
