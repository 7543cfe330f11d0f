import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '#contract/case.ts';
import { caseRoles, type Endpoint, type FileEndpoint } from '#contract/endpoint.ts';
import { endpoints, fileEndpoints } from '#contract/endpoints.ts';
import { Role, type SessionUser } from '#contract/session.ts';
import type { LogEvent, WallSnapshot } from '#contract/wall-events.ts';
import { openTestAccounts } from '../accounts/testing/test-accounts.ts';
import { channelsFor } from '../alerts/channel.fixture.ts';
import { createApi } from '../api.ts';
import { plantMiniDistrict } from '../cases/mini-district.ts';
import { createFileStore } from '../evidence/file-store.ts';
import { transact } from '../platform/db.ts';
import { createLog } from '../platform/log.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { scopeOf, seesCase } from './scope.ts';

/**
 * Random people ask every list and every address for random cases. What they get over HTTP is compared with a plain
 * statement of the rules, written here a second time and in other words.
 */

let database: TestDatabase;
let http: Server;
let base: string;
let asking: SessionUser;
let cases: Case[];
const people: SessionUser[] = [];
const grids = ['990101001001001', '990101001001002', '990101001002001', '990101002001001'];
const areas = [null, '990101', '990101001', '990101002', '990101001001', '990101001002', ...grids];
const departments = ['fire', 'road', 'water'];

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  await plantMiniDistrict(pool);
  await plantMore();
  const nothing = async () => undefined;
  const app = createApi({
    pool,
    log: createLog({ process: 'test', level: 'silent' }),
    version: 'test',
    accounts: {
      ...openTestAccounts(pool),
      sessions: {
        find: async () => asking,
        signIn: () => Promise.reject(new Error('nobody signs in here')),
        signOut: nothing,
      },
    },
    secureCookies: false,
    trustedProxies: 0,
    openEvidence: nothing,
    evidence: createFileStore('/nonexistent'),
    channels: channelsFor(pool),
    signLive: () => ({ url: '/live/x', expiresAt: '2030-01-01T00:00:00.000Z' }),
    liveRouter: express.Router(),
    webDir: '/nonexistent',
    basemapDir: '/nonexistent',
  });
  http = createServer(app);
  http.listen(0);
  await once(http, 'listening');
  base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  asking = person('operator', null, null);
  cases = (await ask<{ items: Case[] }>('/api/cases?limit=500')).items;
  await transact(pool, async (_tx, emit) => {
    for (const payload of cases)
      emit({ name: 'caseChanged', topic: 'cases', areaCode: payload.gridCode, payload });
  });
});
afterAll(async () => {
  http.close();
  await database.drop();
});

const person = (role: Role, areaCode: string | null, departmentCode: string | null): SessionUser => ({
  id: people[0]?.id ?? '00000000-0000-4000-8000-000000000000',
  username: 'someone',
  name: '某人',
  role,
  areaCode,
  departmentCode,
  expiresAt: '2030-01-01T00:00:00.000Z',
});

async function ask<T>(path: string): Promise<T> {
  const answer = await fetch(base + path, { headers: { cookie: `eyrie_session=${'x'.repeat(43)}` } });
  return (await answer.json()) as T;
}
const statusOf = async (path: string) =>
  (await fetch(base + path, { headers: { cookie: `eyrie_session=${'x'.repeat(43)}` } })).status;

/** More areas, people, and ninety cases here and there, some of them sent to departments or sent on. */
async function plantMore(): Promise<void> {
  const { pool } = database;
  await pool.query(`
    insert into areas (code, level, name, name_en, parent_code, geom)
      select code, level, code, code, parent, st_multi(st_makeenvelope(113, 30, 113.02, 30.02, 4326)) from (values
        ('990101002', 'township', '990101'), ('990101001002', 'community', '990101001'),
        ('990101002001', 'community', '990101002')) a (code, level, parent);
    insert into grids (code, name, name_en, kind, households, community_code, township_code, geom)
      select code, code, code, 'rural', 100, community, township, st_multi(st_makeenvelope(113, 30, 113.02, 30.02, 4326))
        from (values ('990101001002001', '990101001002', '990101001'), ('990101002001001', '990101002001', '990101002'))
          g (code, community, township);
    insert into departments (code, name, name_en) values ('road', '交通', 'Roads'), ('water', '水利', 'Water');
    insert into users (username, name, role, password_hash)
      select 'p' || i, 'p' || i, 'grid', '' from generate_series(1, 3) i;
    insert into cases (number, source, type_code, state, location, grid_code, reporter_id, started_at, opened_at)
      select 'n' || i, 'staff', 'ai.fire-lane', 'accepted', st_setsrid(st_makepoint(113.01, 30.01), 4326),
             (array['${grids.join("','")}', null])[1 + i % 5],
             case when i % 7 < 3 then (select id from users where username = 'p' || 1 + i % 7) end,
             now(), now() - make_interval(mins => i) from generate_series(1, 90) i;
    insert into case_handlers (case_id, department_code, main, since, until)
      select c.id, (array['fire', 'road', 'water'])[1 + (n + k) % 3], true, now() - make_interval(hours => 2 - k),
             case when k = 0 then now() end
        from (select id, row_number() over (order by number) as n from cases) c, generate_series(0, 1) k
       where n % 4 <> 0 and (k = 0 or n % 3 = 0);
  `);
  const { rows } = await pool.query('select id from users order by username');
  for (const { id } of rows) people.push({ ...person('grid', null, null), id });
}

/** The address of the tile that holds a position. */
function tileOf(lng: number, lat: number, z: number): string {
  const radians = (lat * Math.PI) / 180;
  const x = Math.floor(((lng + 180) / 360) * 2 ** z);
  const y = Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * 2 ** z);
  return `${z}/${x}/${y}`;
}

/** The rules once more, in other words. */
function maySee(who: SessionUser, item: Case): boolean {
  if (item.reporterId === who.id) return true;
  if (who.role === 'department') return item.handlerCodes.some((code) => code === who.departmentCode);
  if (who.areaCode !== null) return item.gridCode?.startsWith(who.areaCode) ?? false;
  return !['street', 'community', 'grid'].includes(who.role);
}

function* everyone(): Generator<SessionUser> {
  for (const role of caseRoles)
    for (const areaCode of areas)
      for (const departmentCode of role === 'department' ? [null, ...departments] : [null])
        for (const { id } of people.slice(0, 2)) yield { ...person(role, areaCode, departmentCode), id };
}

describe('nobody sees what isn’t theirs', () => {
  it('and administrators of audits and of accounts reach nothing of cases, cameras and grids', async () => {
    const closed = [
      ...Object.values<Endpoint>(endpoints).filter(({ may }) => may !== 'anybody' && may !== 'signed-in'),
      ...Object.values<FileEndpoint>(fileEndpoints).map((file) => ({ method: 'GET', ...file })),
    ];
    expect(closed.length).toBeGreaterThan(20);
    for (const role of Role.options) {
      asking = person(role, null, null);
      for (const { method, path, may } of closed.filter((endpoint) => !endpoint.may.includes(role))) {
        const answer = await fetch(base + path.replace(/:\w+/g, '1'), {
          method,
          headers: { cookie: `eyrie_session=${'x'.repeat(43)}` },
        });
        expect(answer.status, `${role} ${method} ${path} for ${may}`).toBe(403);
      }
    }
    for (const role of ['audit-admin', 'security-admin'] as const) {
      const open = closed.filter(({ may }) => may.includes(role)).map(({ path }) => path);
      expect(open.filter((path) => /case|camera|grid|photo|wall|event/.test(path))).toEqual([]);
    }
  }, 60_000);

  it('and whoever must change their password or set up a second factor reaches nothing but that', async () => {
    asking = { ...person('admin', null, null), mustFirst: 'set-up-second-factor' };
    const closed = [
      ...Object.values<Endpoint>(endpoints).filter(
        ({ may, duringSetUp }) => may !== 'anybody' && !duringSetUp,
      ),
      ...Object.values<FileEndpoint>(fileEndpoints).map((file) => ({ method: 'GET', ...file })),
    ];
    for (const { method, path } of closed) {
      const answer = await fetch(base + path.replace(/:\w+/g, '1'), {
        method,
        headers: { cookie: `eyrie_session=${'x'.repeat(43)}` },
      });
      const { code } = (await answer.json()) as { code: string };
      expect([answer.status, code], `${method} ${path}`).toEqual([403, 'must-set-up-second-factor']);
    }
    expect(await statusOf('/api/session')).toBe(200);
  }, 60_000);

  it('in the list of cases, page by page, and in the numbers of the wall', async () => {
    for (const who of everyone()) {
      asking = who;
      const expected = cases.filter((item) => maySee(who, item)).map(({ id }) => id);
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: { items: Case[]; next: string | null } = await ask(
          `/api/cases?limit=40${after ? `&after=${after}` : ''}`,
        );
        seen.push(...page.items.map(({ id }) => id));
        after = page.next;
      } while (after);
      const label = `${who.role} ${who.areaCode} ${who.departmentCode}`;
      expect(seen, label).toEqual(expected);
      const found = await ask<{ items: Case[] }>(`/api/find?limit=200&q=${encodeURIComponent('消防通道')}`);
      expect(
        found.items.map(({ id }) => id),
        label,
      ).toEqual(expected);
      const wall = await ask<WallSnapshot>('/api/wall');
      expect(
        wall.openCases.map(({ id }) => id),
        label,
      ).toEqual(expected);
      expect(wall.counters.openCases, label).toBe(expected.length);
    }
  }, 120_000);

  it('at a case’s own address, and at everything below it', async () => {
    let turn = 0;
    for (const who of everyone()) {
      asking = who;
      const item = cases[(turn++ * 7) % cases.length] as Case;
      const expected = maySee(who, item) ? 200 : 404;
      expect(await statusOf(`/api/cases/${item.id}`)).toBe(expected);
      expect(await statusOf(`/api/cases/${item.id}/feedback`)).toBe(expected);
      expect(seesCase(scopeOf(who), item)).toBe(expected === 200);
      const step = await fetch(`${base}/api/cases/${item.id}/steps`, {
        method: 'POST',
        headers: { cookie: `eyrie_session=${'x'.repeat(43)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ step: 'rate', rating: 'not' }),
      });
      expect(step.status).toBe(expected === 404 ? 404 : 409);
    }
  }, 120_000);

  it('in the event log, which is the same flow that the sockets tell', async () => {
    for (const who of everyone()) {
      asking = who;
      const { items } = await ask<{ items: LogEvent[] }>('/api/events?since=0&limit=1000');
      const told = items.flatMap((event) => (event.name === 'caseChanged' ? [event.payload.id] : []));
      expect(told).toEqual(cases.filter((item) => maySee(who, item)).map(({ id }) => id));
    }
  }, 120_000);

  it('in the centre’s queue and in supervision orders', async () => {
    await database.pool.query(
      `insert into supervision_orders (year, serial, case_id, level, reason)
       select 2026, row_number() over (order by number), id, 'county', '超期' from cases`,
    );
    for (const who of everyone()) {
      asking = who;
      const expected = cases
        .filter((item) => maySee(who, item))
        .map(({ id }) => id)
        .sort();
      for (const list of ['queue', 'orders?limit=200']) {
        const { items } = await ask<{ items: { id: string; case: Case }[] }>(`/api/dispatch/${list}`);
        expect(items.map((item) => item.case.id).sort(), list).toEqual(expected);
      }
      const { rows } = await database.pool.query('select id, case_id from supervision_orders limit 1');
      const isTheirs = expected.includes(rows[0].case_id);
      expect(await statusOf(`/api/dispatch/orders/${rows[0].id}`)).toBe(isTheirs ? 200 : 404);
    }
  }, 120_000);

  it('in who reported, in call-backs and in door plates', async () => {
    await database.pool.query(
      `insert into case_contacts (case_id, phone) select id, '13800001234' from cases on conflict do nothing;
       insert into ratings (case_id, rating, by_link) select id, 'not', true from cases;
       insert into call_backs (case_id, rating_id) select case_id, id from ratings;
       insert into door_plates (code, address, location, grid_code)
         select 'PLATE' || row_number() over (order by code), code, st_pointonsurface(geom), code from grids`,
    );
    let turn = 0;
    for (const who of everyone()) {
      asking = who;
      const isCaller = ['operator', 'dispatcher', 'admin'].includes(who.role);
      if (isCaller) {
        const { items } = await ask<{ items: { caseId: string }[] }>('/api/call-backs');
        const expected = cases.filter((item) => maySee(who, item)).map(({ id }) => id);
        expect(items.map(({ caseId }) => caseId).sort()).toEqual(expected.sort());
      } else expect(await statusOf('/api/call-backs')).toBe(403);

      const item = cases[(turn++ * 11) % cases.length] as Case;
      expect(await statusOf(`/api/cases/${item.id}/reporter`)).toBe(maySee(who, item) ? 200 : 404);
      if (maySee(who, item)) {
        const { phone } = await ask<{ phone: string }>(`/api/cases/${item.id}/reporter`);
        expect(phone).toBe(isCaller ? '13800001234' : '138****1234');
      }
      const bound = who.areaCode !== null && who.role !== 'department';
      const isBlind =
        who.role === 'department' || (!bound && ['street', 'community', 'grid'].includes(who.role));
      for (const grid of grids) {
        const { items } = await ask<{ items: { address: string }[] }>(`/api/plates?gridCode=${grid}`);
        const isTheirs = !isBlind && (!bound || grid.startsWith(who.areaCode ?? ''));
        expect(items.map(({ address }) => address)).toEqual(isTheirs ? [grid] : []);
      }
    }
  }, 120_000);

  it('in cameras, grids and tiles', async () => {
    for (const who of everyone()) {
      asking = who;
      const bound = who.areaCode !== null && who.role !== 'department';
      const isBlind =
        who.role === 'department' || (!bound && ['street', 'community', 'grid'].includes(who.role));
      const mine = (code: string) => !isBlind && (!bound || code.startsWith(who.areaCode ?? ''));
      const listed = await ask<{ features: { id: string; properties: { gridCode?: string } }[] }>(
        '/api/grids',
      );
      expect(listed.features.map(({ id }) => id)).toEqual(grids.filter(mine));
      const cameras = await ask<typeof listed>('/api/cameras');
      const expected = [grids[0], grids[0], grids[1]].filter((code) => mine(code as string));
      expect(cameras.features.map(({ properties }) => properties.gridCode)).toEqual(expected);
      const live = await fetch(`${base}/api/cameras/99010100001310000001/live-url`, {
        method: 'POST',
        headers: { cookie: `eyrie_session=${'x'.repeat(43)}` },
      });
      expect(live.status).toBe(mine(grids[0] as string) ? 200 : 404);
      const tile = await (
        await fetch(`${base}/api/tiles/cases/${tileOf(113.01, 30.01, 14)}.mvt`, {
          headers: { cookie: `eyrie_session=${'x'.repeat(43)}` },
        })
      ).text();
      for (const item of cases) expect(tile.includes(item.id)).toBe(maySee(who, item));
    }
  }, 120_000);
});
