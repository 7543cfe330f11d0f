import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type EvidenceStore, openEvidenceStore } from './evidence-store.ts';
import { parseS3Address } from './s3-store.ts';
import { startS3TestServer } from './s3-test-server.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'eyrie-evidence-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const stores = {
  'a folder': async () => ({ store: openEvidenceStore({ dataDir }), stop: async () => {} }),
  'an S3 bucket': async () => {
    const server = await startS3TestServer('KEY/1');
    const s3Address = `http://KEY%2F1:sec%2Fret@${server.host}/evidence?region=cn-north-1`;
    return { store: openEvidenceStore({ dataDir, s3Address }), stop: server.stop };
  },
};

describe.each(Object.entries(stores))('evidence in %s', (_name, open) => {
  let store: EvidenceStore;
  let stop: () => Promise<unknown>;
  beforeEach(async () => {
    ({ store, stop } = await open());
  });
  afterEach(() => stop());
  const bytes = Buffer.from('footage of a lane');
  const read = async (key: string, range?: { start: number; end?: number }) => {
    const object = await store.get(key, range);
    return object && { ...object, stream: String(await buffer(object.stream)) };
  };

  test('comes back as it was put, under its SHA-256', async () => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await store.put('2030/01/case/clip.mp4', bytes, 'video/mp4')).toEqual({
      key: '2030/01/case/clip.mp4',
      bytes: 17,
      sha256,
    });
    expect(await read('2030/01/case/clip.mp4')).toEqual({
      stream: 'footage of a lane',
      totalBytes: 17,
      start: 0,
      end: 16,
    });
  });

  test('comes back in part', async () => {
    await store.put('clip.mp4', bytes, 'video/mp4');
    expect(await read('clip.mp4', { start: 0, end: 6 })).toEqual({
      stream: 'footage',
      totalBytes: 17,
      start: 0,
      end: 6,
    });
    expect(await read('clip.mp4', { start: 11, end: 900 })).toMatchObject({ stream: 'a lane', end: 16 });
    expect(await read('clip.mp4', { start: 13 })).toMatchObject({ stream: 'lane' });
    await expect(store.get('clip.mp4', { start: 17 })).rejects.toThrow(RangeError);
  });

  test('is replaced by what is put at the same key', async () => {
    await store.put('clip.mp4', bytes, 'video/mp4');
    await store.put('clip.mp4', Buffer.from('after'), 'video/mp4');
    expect((await read('clip.mp4'))?.stream).toBe('after');
  });

  test('is not there before it was put, and gone once deleted', async () => {
    expect(await store.get('clip.mp4')).toBeUndefined();
    await store.put('clip.mp4', bytes, 'video/mp4');
    expect(await store.delete('clip.mp4')).toBe(true);
    expect(await store.get('clip.mp4')).toBeUndefined();
    expect(await store.delete('clip.mp4')).toBe(false);
  });

  test('is listed by the beginning of its key, however many there are', async () => {
    for (const key of ['a/1.jpg', 'a/2.jpg', 'a/3.jpg', 'a/b/4.jpg', 'c/5.jpg'])
      await store.put(key, bytes, 'image/jpeg');
    const found = [];
    for await (const object of store.list('a/')) found.push(object);
    expect(found.sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(
      ['a/1.jpg', 'a/2.jpg', 'a/3.jpg', 'a/b/4.jpg'].map((key) => ({ key, bytes: 17 })),
    );
  });

  test.each([
    '',
    '../x',
    'a/../../x',
    '/etc/passwd',
    'a//b',
    '.hidden',
    'a/.',
    'a\\b',
    'a\0',
    'x'.repeat(201),
  ])('refuses the key %j', async (key) => {
    await expect(store.put(key, bytes, 'image/jpeg')).rejects.toThrow('no evidence key');
    await expect(store.get(key)).rejects.toThrow('no evidence key');
    await expect(store.delete(key)).rejects.toThrow('no evidence key');
  });
});

test('a write that fails leaves nothing behind in the folder', async () => {
  const store = openEvidenceStore({ dataDir });
  await store.put('a/b/clip.mp4', Buffer.from('x'), 'video/mp4');
  // a folder stands where the file should go
  await expect(store.put('a/b', Buffer.from('x'), 'video/mp4')).rejects.toThrow();
  expect(await readdir(path.join(dataDir, 'evidence/a'))).toEqual(['b']);
});

test('files are for the product alone', async () => {
  await openEvidenceStore({ dataDir }).put('a/clip.mp4', Buffer.from('x'), 'video/mp4');
  expect((await stat(path.join(dataDir, 'evidence/a/clip.mp4'))).mode & 0o777).toBe(0o600);
});

test('a wrong S3 key is an error, not a missing object', async () => {
  const server = await startS3TestServer('KEY');
  const store = openEvidenceStore({ dataDir, s3Address: `http://OTHER:secret@${server.host}/evidence` });
  await expect(store.get('clip.mp4')).rejects.toThrow();
  await expect(store.put('clip.mp4', Buffer.from('x'), 'video/mp4')).rejects.toThrow('AccessDenied');
  await server.stop();
});

test('reads S3 addresses of private services and of AWS', () => {
  expect(parseS3Address('https://key:se%2Fcret@minio.local:9000/evidence?region=cn')).toEqual({
    endpoint: 'https://minio.local:9000',
    bucket: 'evidence',
    region: 'cn',
    credentials: { accessKeyId: 'key', secretAccessKey: 'se/cret' },
  });
  expect(parseS3Address('s3://evidence?region=cn-north-1')).toEqual({
    bucket: 'evidence',
    region: 'cn-north-1',
  });
  expect(() => parseS3Address('https://minio.local')).toThrow('no bucket');
});
