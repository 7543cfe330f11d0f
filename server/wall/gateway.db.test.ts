import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ClientToServer, LogEvent, ServerToClient } from '#contract/wall-events.ts';
import { tellAccountsChanged } from '../access/account-channel.ts';
import { plantMiniDistrict } from '../cases/mini-district.ts';
import { transact } from '../platform/db.ts';
import type { NewEvent } from '../platform/event-log.ts';
import { createLog } from '../platform/log.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { openGateway } from './gateway.ts';

type Client = Socket<ServerToClient, ClientToServer>;
let database: TestDatabase;
let http: HttpServer;
let stop: AbortController;
/** Whether the accounts of two people were changed meanwhile. */
let changed: boolean;
const clients: Client[] = [];

beforeEach(async () => {
  changed = false;
  database = await createTestDatabase();
  http = createServer();
  stop = new AbortController();
  const actor = {
    id: '1',
    username: 'op',
    name: '值班员',
    role: 'operator' as const,
    areaCode: null,
    departmentCode: null,
    expiresAt: '2030-01-01T00:00:00.000Z',
  };
  await openGateway({
    http,
    pool: database.pool,
    databaseUrl: database.url,
    findActor: async (cookie) => {
      if (cookie === 'closed-soon') return changed ? undefined : actor;
      if (cookie === 'moved-soon') return changed ? { ...actor, role: 'leader' } : actor;
      if (cookie === 'of-grid-2') return { ...actor, role: 'grid', areaCode: '990101001001002' };
      return cookie === 'let-me-in' ? actor : undefined;
    },
    log: createLog({ process: 'test', level: 'silent' }),
    signal: stop.signal,
  });
  http.listen(0);
  await once(http, 'listening');
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  stop.abort();
  http.close();
  await database.drop();
});

const connect = (cookie = 'let-me-in'): Client => {
  const { port } = http.address() as AddressInfo;
  const client: Client = io(`http://127.0.0.1:${port}`, {
    extraHeaders: { cookie },
    transports: ['websocket'],
    forceNew: true,
  });
  clients.push(client);
  return client;
};
const listen = (client: Client) => {
  const seqs: number[] = [];
  client.on('events', (batch: LogEvent[]) => seqs.push(...batch.map(({ seq }) => seq)));
  return seqs;
};
const subscribe = (client: Client, since: number) =>
  client.emitWithAck('subscribe', { since, topics: ['cameras'] });
const camera = (cameraCode: string): NewEvent => ({
  name: 'cameraHealth',
  topic: 'cameras',
  areaCode: null,
  payload: {
    cameras: [
      {
        cameraCode,
        state: 'up',
        reason: null,
        since: '2030-01-01T00:00:00.000Z',
        framesPerSecond: 1,
        lagMs: 0,
      },
    ],
  },
});
const happen = (count: number) =>
  transact(database.pool, async (_tx, emit) => {
    for (let i = 0; i < count; i++) emit(camera(`camera ${i}`));
  });

it('opens no socket to someone who has not logged in', async () => {
  const client = connect('nothing');
  const [error] = await Promise.race([
    once(client as never, 'connect_error'),
    once(client as never, 'connect'),
  ]);
  expect((error as Error | undefined)?.message).toBe('not-signed-in');
});

it('tells what happens, in order, once', async () => {
  const client = connect();
  const seqs = listen(client);
  expect(await subscribe(client, 0)).toEqual({ ok: true, seq: 0 });
  await happen(3);
  await happen(2);
  await vi.waitFor(() => expect(seqs).toEqual([1, 2, 3, 4, 5]), 5000);
});

it('replays what a client missed, and goes on without a gap or a repeat while more happens', async () => {
  await happen(40);
  const client = connect();
  const seqs = listen(client);
  const more = (async () => {
    for (let i = 0; i < 20; i++) await happen(2);
  })();
  await subscribe(client, 15);
  await more;
  await vi.waitFor(() => expect(seqs).toEqual(Array.from({ length: 65 }, (_, i) => i + 16)), 5000);
});

it('tells a client that was away too long to reload', async () => {
  await happen(2500);
  const client = connect();
  const reload = once(client as never, 'reload');
  await vi.waitFor(async () => expect(await subscribe(client, 3)).toMatchObject({ seq: 2500 }), 5000);
  await reload;
});

it('goes on after its database connections were cut', async () => {
  const client = connect();
  const seqs = listen(client);
  await subscribe(client, 0);
  await happen(1);
  await database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
  await vi.waitFor(() => happen(1), 5000);
  await vi.waitFor(() => expect(seqs).toEqual([1, 2]), 10_000);
});

it('tells someone of an area what lies in it and nothing else, replayed and live', async () => {
  await plantMiniDistrict(database.pool);
  const [ofGrid1, , ofGrid2] = ['1', '2', '3'].map((n) => `9901010000131000000${n}`) as [
    string,
    string,
    string,
  ];
  const tell = (...codes: string[]) =>
    transact(database.pool, async (_tx, emit) => {
      for (const code of codes) emit(camera(code));
    });
  await tell(ofGrid1, ofGrid2);
  const client = connect('of-grid-2');
  const told: string[] = [];
  client.on('events', (batch) =>
    told.push(
      ...batch.flatMap((event) =>
        (event.name === 'cameraHealth' ? event.payload.cameras : []).map(({ cameraCode }) => cameraCode),
      ),
    ),
  );
  await subscribe(client, 0);
  await vi.waitFor(() => expect(told).toEqual([ofGrid2]), 5000);
  await tell(ofGrid1, ofGrid1, ofGrid2);
  await vi.waitFor(() => expect(told).toEqual([ofGrid2, ofGrid2]), 5000);
});

it('lets go at once of whoever’s account was closed, and of whoever may see something else now', async () => {
  const closed = connect('closed-soon');
  const moved = connect('moved-soon');
  const stays = connect();
  for (const client of [closed, moved, stays]) await subscribe(client, 0);
  const gone = Promise.all([closed, moved].map((client) => once(client as never, 'signedOut')));
  changed = true;
  await transact(database.pool, tellAccountsChanged);
  await gone;
  expect(await subscribe(stays, 0)).toMatchObject({ ok: true });
}, 20_000);

it('refuses a malformed subscription and keeps the socket', async () => {
  const client = connect();
  const answer = await client.emitWithAck('subscribe', { since: -1, topics: [] } as never);
  expect(answer).toEqual({ ok: false, code: 'bad-request' });
  expect(await subscribe(client, 0)).toMatchObject({ ok: true });
});
