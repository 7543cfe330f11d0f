import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import type { Role, SessionUser } from '#contract/session.ts';
import type { Accounts } from '../accounts/open-accounts.ts';
import { openTestAccounts } from '../accounts/testing/test-accounts.ts';
import { channelsFor } from '../alerts/channel.fixture.ts';
import { createApi } from '../api.ts';
import { plantMiniDistrict } from '../cases/mini-district.ts';
import { createFileStore } from '../evidence/file-store.ts';
import { createLog } from '../platform/log.ts';
import { createTestDatabase } from '../platform/test-database.ts';

/** For tests: the API over a district of two grids with one door plate, and a gateway that keeps its messages. */
export type ResidentStage = Awaited<ReturnType<typeof openResidentStage>>;
export const plateCode = 'PLATE00001';

export async function openResidentStage(options: { hasGateway: boolean; webDir?: string }) {
  const database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
  await database.pool.query(`
    insert into event_types (code, name, name_en) values ('01', '市容环境', 'City appearance');
    insert into event_types (code, parent_code, name, name_en, department_code)
      values ('01.01', '01', '暴露垃圾', 'Exposed rubbish', 'fire');
    insert into door_plates (code, address, address_en, location, grid_code) values
      ('${plateCode}', '滨河路8号', '8 Binhe Road', st_setsrid(st_makepoint(113.005, 30.0101), 4326), '990101001001001')`);
  const folder = await mkdtemp(path.join(tmpdir(), 'eyrie-residents-'));
  const messages: { phone: string; text: string }[] = [];
  const gateway = { isDown: false };
  /** Whose session every request with the cookie of `as` has. */
  const people = new Map<string, SessionUser>();
  const http = createServer(
    createApi({
      pool: database.pool,
      log: createLog({ process: 'test', level: 'silent' }),
      version: 'test',
      accounts: { ...openTestAccounts(database.pool), sessions: sessionsOf(people) },
      secureCookies: false,
      trustedProxies: 1,
      openEvidence: async () => undefined,
      evidence: createFileStore(folder),
      channels: channelsFor(database.pool),
      signLive: () => ({ url: '/live/x', expiresAt: '2030-01-01T00:00:00.000Z' }),
      liveRouter: express.Router(),
      webDir: options.webDir ?? folder,
      basemapDir: 'geodata/basemap',
      ...(options.hasGateway
        ? {
            sendSms: async (phone: string, text: string) => {
              if (gateway.isDown) throw new Error('The SMS gateway answered 500');
              messages.push({ phone, text });
            },
          }
        : {}),
    }),
  );
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  return {
    url,
    pool: database.pool,
    messages,
    gateway,
    /** An account, and the cookie of its session. */
    async as(role: Role, areaCode: string | null = null): Promise<{ id: string; cookie: string }> {
      const username = `${role}-${people.size}`;
      const { rows } = await database.pool.query(
        `insert into users (username, name, role, area_code, password_hash) values ($1, $1, $2, $3, '') returning id`,
        [username, role, areaCode],
      );
      const token = String(people.size).padStart(43, '0');
      const { id } = rows[0];
      people.set(token, {
        ...{ id, username, role, areaCode, name: username, departmentCode: null },
        expiresAt: '2030-01-01T00:00:00.000Z',
      } as SessionUser);
      return { id, cookie: `eyrie_session=${token}` };
    },
    async close() {
      http.closeAllConnections();
      http.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

const sessionsOf = (people: ReadonlyMap<string, SessionUser>) =>
  ({
    find: async (token: string) => people.get(token),
    signIn: () => Promise.reject(new Error('nobody signs in here')),
    signOut: async () => undefined,
  }) as unknown as Accounts['sessions'];

/** For tests: a resident's phone at an address of its own. */
export function residentAt(stage: ResidentStage, address: string) {
  const send = (method: string, where: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(stage.url + where, {
      method,
      headers: {
        'x-forwarded-for': address,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const sentCode = () => /\d{6}/.exec(stage.messages.at(-1)?.text ?? '')?.[0] ?? '';
  const askCode = (phone: string, headers: Record<string, string> = {}) =>
    send('POST', '/api/resident/codes', { phone, plateCode }, headers);
  const verify = (phone: string, code: string) => send('POST', '/api/resident/session', { phone, code });
  return {
    ...{ send, sentCode, askCode, verify },
    /** Proves a phone; answers the cookie of its device. */
    async prove(phone: string): Promise<string> {
      await askCode(phone);
      const answer = await verify(phone, sentCode());
      if (answer.status !== 200) throw new Error(`${phone} was not proved: ${await answer.text()}`);
      return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    },
    reportWith: (cookie: string, more: object = {}) =>
      send(
        'POST',
        '/api/resident/reports',
        { plateCode, typeCode: '01.01', text: '垃圾三天没清', clientKey: randomUUID(), ...more },
        { cookie },
      ),
  };
}

export const codeOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { code: string }).code;
