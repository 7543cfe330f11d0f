import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint } from '#contract/endpoint.ts';
import { endpoints, fileEndpoints } from '#contract/endpoints.ts';
import { hashPassword } from './accounts/password.ts';
import { openTestAccounts } from './accounts/testing/test-accounts.ts';
import { channelsFor } from './alerts/channel.fixture.ts';
import { createApi } from './api.ts';
import { plantMiniDistrict, sceneChange } from './cases/mini-district.ts';
import { openCaseEvidence } from './cases/open-case-evidence.ts';
import { recordSceneChange } from './cases/record-scene-change.ts';
import { createFileStore } from './evidence/file-store.ts';
import { wgs84ToGcj02 } from './georeference/gcj02.ts';
import { createLog } from './platform/log.ts';
import { createTestDatabase, type TestDatabase } from './platform/test-database.ts';

let database: TestDatabase;
let http: Server;
let base: string;
let cookie: string;
let folder: string;
let caseId: string;
const picture = Buffer.from('not a real jpeg, but sixty-four bytes of something to be served here');

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'eyrie-api-'));
  await plantMiniDistrict(database.pool);
  await database.pool.query(
    `insert into users (username, name, role, password_hash) values ('operator', '值班员', 'operator', $1)`,
    [await hashPassword('a good password')],
  );
  const store = createFileStore(folder);
  const stored = await store.put('2030/01/01/x/snapshot.jpg', picture, 'image/jpeg');
  const evidence = {
    kind: 'snapshot',
    storageKey: stored.key,
    sha256: stored.sha256,
    bytes: stored.bytes,
    contentType: 'image/jpeg',
    fromAt: 0,
    toAt: 0,
  } as const;
  const outcome = await recordSceneChange(database.pool, sceneChange({ evidence: [evidence] }));
  if (!('caseId' in outcome)) throw new Error('no case');
  caseId = outcome.caseId;
  http = createServer(
    createApi({
      pool: database.pool,
      log: createLog({ process: 'test', level: 'silent' }),
      version: '0.0.0',
      accounts: openTestAccounts(database.pool),
      secureCookies: false,
      trustedProxies: 0,
      openEvidence: openCaseEvidence(database.pool, store),
      evidence: store,
      channels: channelsFor(database.pool),
      signLive: () => ({ url: '/live/x', expiresAt: '2030-01-01T00:00:00.000Z' }),
      liveRouter: express.Router(),
      webDir: folder,
      basemapDir: folder,
    }),
  );
  http.listen(0);
  await once(http, 'listening');
  base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const signedIn = await post('/api/session', { username: 'operator', password: 'a good password' });
  cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(async () => {
  http.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const get = (where: string, headers: Record<string, string> = { cookie }) => fetch(base + where, { headers });
const post = (where: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(base + where, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const filled = (where: string) =>
  where
    .replace(':id', caseId)
    .replace(':code', '99010100001310000001')
    .replace(/:[zxy]/g, '0');

describe('someone who has not logged in', () => {
  const closed = [
    ...Object.values<Endpoint>(endpoints).filter(({ may }) => may !== 'anybody'),
    ...Object.values(fileEndpoints).map(({ path: where }) => ({ method: 'GET', path: where })),
  ];
  it.each(closed.map(({ method, path: where }) => [method, where]))(
    'gets nothing from %s %s',
    async (method, where) => {
      const answer = await fetch(base + filled(where), {
        method,
        ...(method === 'POST' ? { headers: { 'content-type': 'application/json' }, body: '{}' } : {}),
      });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: 'not-signed-in', status: 401 });
    },
  );

  it('can ask whether everything works', async () => {
    const answer = await get('/api/health', {});
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ database: { status: 'up' }, worker: { status: 'down' } });
  });

  it('gets a cookie that scripts can’t read', async () => {
    const answer = await post('/api/session', { username: 'operator', password: 'a good password' });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^eyrie_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });
});

describe('someone who has logged in', () => {
  it('sees the case with its place and its evidence', async () => {
    const { items, next } = (await (await get('/api/cases?state=open')).json()) as {
      items: object[];
      next: null;
    };
    expect(next).toBeNull();
    expect(items).toMatchObject([
      {
        id: caseId,
        gridCode: '990101001001001',
        evidence: { snapshot: { url: `/api/cases/${caseId}/snapshot` } },
      },
    ]);
    expect(JSON.stringify(items)).not.toContain('secret');
  });

  it('gets the snapshot, whole and in part', async () => {
    const whole = await get(`/api/cases/${caseId}/snapshot`);
    expect(whole.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(picture);
    const part = await get(`/api/cases/${caseId}/snapshot`, { cookie, range: 'bytes=4-7' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 4-7/${picture.length}`);
    expect(await part.text()).toBe('a re');
    expect((await get(`/api/cases/${caseId}/snapshot`, { cookie, range: 'bytes=999-' })).status).toBe(416);
    expect((await get(`/api/cases/${caseId}/clip`)).status).toBe(404);
  });

  it('gets grids and cameras as GeoJSON, page by page, and never a stream’s address', async () => {
    const grids = await (await get('/api/grids?limit=1')).json();
    expect(grids).toMatchObject({
      numberMatched: 2,
      next: '990101001001001',
      features: [{ properties: { openCases: 1 } }],
    });
    const cameras = await (await get('/api/cameras?bbox=113,30,113.01,30.02')).text();
    expect(JSON.parse(cameras)).toMatchObject({ numberMatched: 2 });
    expect(cameras).not.toContain('secret');
  });

  it('gets the wall and its tiles', async () => {
    expect(await (await get('/api/wall')).json()).toMatchObject({ seq: 1, openCases: [{ id: caseId }] });
    for (const z of [8, 14]) {
      const tile = await get(
        `/api/tiles/cases/${z}/${Math.floor(((113.006 + 180) / 360) * 2 ** z)}/${tileRow(30.0101, z)}.mvt`,
      );
      expect((await tile.arrayBuffer()).byteLength).toBeGreaterThan(20);
    }
    expect((await get('/api/tiles/cases/3/9/0.mvt')).status).toBe(400);
  });

  it('reads the log from where it left off', async () => {
    expect(await (await get('/api/events?since=0')).json()).toMatchObject({
      seq: 1,
      reload: false,
      items: [{ seq: 1 }],
    });
    expect(await (await get('/api/events?since=1')).json()).toMatchObject({ seq: 1, items: [] });
    expect(await (await get('/api/events?since=99')).json()).toMatchObject({ reload: true });
  });
});

describe('a bad request', () => {
  it.each([
    ['/api/cases?limit=0', /limit: /],
    ['/api/cases?bbox=1,2', /bbox: must be west,south,east,north/],
    ['/api/cases?from=yesterday', /from: /],
    ['/api/grids?after=1&limit=x', /limit: /],
    ['/api/events', /since: /],
  ])('to %s is told what is wrong', async (where, message) => {
    const answer = await get(where);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(((await answer.json()) as { detail: string }).detail).toMatch(message);
  });

  it('with a body that is no JSON, or has unknown steps, changes nothing', async () => {
    expect((await post('/api/session', '{"username":')).status).toBe(400);
    const answer = await post(`/api/cases/${caseId}/steps`, { step: 'explode' }, { cookie });
    expect(await answer.json()).toMatchObject({ status: 400, errors: [{ path: 'step' }] });
  });

  it('for a case that isn’t there is a 404, whatever its id looks like', async () => {
    for (const id of ['1', "' or true --", '00000000-0000-0000-0000-000000000000']) {
      expect((await get(`/api/cases/${encodeURIComponent(id)}`)).status).toBe(404);
    }
    expect((await get('/api/nothing')).status).toBe(404);
  });
});

it('describes every endpoint in OpenAPI 3.1', async () => {
  const description = (await (await get('/api/openapi.json', {})).json()) as {
    openapi: string;
    paths: object;
  };
  expect(description.openapi).toBe('3.1.0');
  const documented = Object.keys(description.paths);
  for (const { path: where } of [...Object.values(endpoints), ...Object.values(fileEndpoints)]) {
    expect(documented).toContain(where.replace(/:(\w+)/g, '{$1}'));
  }
});

function tileRow(latitude: number, z: number): number {
  const angle = (latitude * Math.PI) / 180;
  return Math.floor(((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * 2 ** z);
}

describe('blowing the whistle', () => {
  const report = { typeCode: 'ai.fire-lane', location: [113.006, 30.0101], text: '消防通道被占' };

  it('opens a case with its place, its limit and its photos, and answers with what may be done', async () => {
    const picture = await sharp({ create: { width: 3000, height: 1500, channels: 3, background: '#884422' } })
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .jpeg()
      .toBuffer();
    const sent = await fetch(`${base}/api/photos`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'image/jpeg' },
      body: new Uint8Array(picture),
    });
    expect(sent.status).toBe(201);
    const photo = (await sent.json()) as { id: string; width: number; url: string };
    expect(photo.width).toBe(2048);
    const kept = Buffer.from(await (await get(photo.url)).arrayBuffer());
    expect((await sharp(kept).metadata()).exif).toBeUndefined();

    const answer = await post('/api/cases', { ...report, photos: [photo.id] }, { cookie });
    expect(answer.status).toBe(201);
    const opened = (await answer.json()) as { id: string };
    expect(opened).toMatchObject({
      source: 'staff',
      state: 'reported',
      gridCode: '990101001001001',
      place: { streetName: '滨河路' },
      areaCodes: ['990101', '990101001', '990101001001', '990101001001001'],
      dueAt: expect.any(String),
      steps: [{ step: 'report', actorName: '值班员', data: { photoIds: [photo.id] } }],
      nextSteps: expect.arrayContaining(['accept', 'refuse', 'cancel']),
    });
  });

  it('opens one case for a report that is sent twice, even at once', async () => {
    const twice = { ...report, clientKey: 'phone-1-report-7' };
    const answers = await Promise.all([1, 2, 3].map(() => post('/api/cases', twice, { cookie })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    const cases = (await Promise.all(answers.map((answer) => answer.json()))) as { id: string }[];
    expect(new Set(cases.map(({ id }) => id)).size).toBe(1);
  });

  it('takes a phone’s GCJ-02 position for what it is', async () => {
    const answer = await post(
      '/api/cases',
      { ...report, location: wgs84ToGcj02([113.006, 30.0101]), coordinates: 'gcj02' },
      { cookie },
    );
    const { location } = (await answer.json()) as { location: [number, number] };
    expect(location[0]).toBeCloseTo(113.006, 6);
    expect(location[1]).toBeCloseTo(30.0101, 6);
  });

  it.each([
    [{ ...report, typeCode: 'no-such' }, /typeCode: no-such is no event type/],
    [{ ...report, location: [100, 20] }, /location: 100, 20 lies outside of the district/],
    [{ ...report, location: [1] }, /location/],
    [{ ...report, text: ' ' }, /text/],
    [{ ...report, photos: ['00000000-0000-4000-8000-000000000000'] }, /photos: .* is no photo of yours/],
  ])('says what is wrong with %o, and opens nothing', async (body, message) => {
    const before = await database.pool.query('select count(*)::int as n from cases');
    const answer = await post('/api/cases', body, { cookie });
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { detail: string }).detail).toMatch(message);
    expect((await database.pool.query('select count(*)::int as n from cases')).rows).toEqual(before.rows);
  });

  it('refuses a file that is no picture', async () => {
    const answer = await fetch(`${base}/api/photos`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'image/jpeg' },
      body: 'MZ this is a program',
    });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'photo-refused' });
  });
});

describe('the audit log', () => {
  it('knows of a step in a case and of a look at a camera, with who did it', async () => {
    const report = { typeCode: 'ai.fire-lane', location: [113.005, 30.01], text: '又堵了' };
    const { id } = (await (await post('/api/cases', report, { cookie })).json()) as { id: string };
    expect((await post(`/api/cases/${id}/steps`, { step: 'accept' }, { cookie })).status).toBe(200);
    expect((await post('/api/cameras/99010100001310000001/live-url', {}, { cookie })).status).toBe(200);
    const { rows } = await database.pool.query(
      `select action, actor, object_kind, details->>'step' as step from audit_log where action <> 'sign-in'`,
    );
    expect(rows).toContainEqual({
      action: 'case-step',
      actor: 'operator',
      object_kind: 'case',
      step: 'accept',
    });
    expect(rows).toContainEqual({
      action: 'case-step',
      actor: 'operator',
      object_kind: 'case',
      step: 'report',
    });
    expect(rows).toContainEqual({
      action: 'live-view',
      actor: 'operator',
      object_kind: 'camera',
      step: null,
    });
  });
});
