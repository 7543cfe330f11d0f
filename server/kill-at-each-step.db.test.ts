import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LogEvent } from '#contract/wall-events.ts';
import { hashPassword } from './accounts/password.ts';
import { startReceiver } from './alerts/channels/receiver.fixture.ts';
import { plantMiniDistrict } from './cases/mini-district.ts';
import { createTestDatabase, type TestDatabase } from './platform/test-database.ts';

/** Two real servers on one database; the one that is asked is killed while it answers, at every step of the loop. */

interface RunningServer {
  url: string;
  kill(): Promise<void>;
}

let database: TestDatabase;
let dataDir: string;
let steady: RunningServer;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
const children: ChildProcess[] = [];
const password = 'a good password';

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), 'eyrie-kills-'));
  await plantMiniDistrict(database.pool);
  await database.pool.query(
    `insert into users (username, name, role, area_code, department_code, password_hash) values
       ('admin', '管理员', 'admin', null, null, $1), ('operator', '值班员', 'operator', null, null, $1), ('fire', '消防', 'department', null, 'fire', $1),
       ('grid', '网格员', 'grid', '990101001001001', null, $1)`,
    [await hashPassword(password)],
  );
  receiver = await startReceiver();
  steady = await startServer();
}, 120_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await receiver.stop();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function startServer(): Promise<RunningServer> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'main.ts')], {
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      EYRIE_DATA_DIR: dataDir,
      PORT: '0',
      HOST: '127.0.0.1',
      EYRIE_TWO_FACTOR: 'false',
      EYRIE_ALLOW_PRIVATE_TARGETS: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
    lines.on('line', (line) => {
      const said = JSON.parse(line) as { msg: string; port?: number };
      if (said.msg === 'the server listens' && said.port) resolve(said.port);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async kill() {
      child.removeAllListeners('exit');
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** A session holds on every server. */
async function signIn(username: string): Promise<string> {
  const answer = await fetch(`${steady.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  expect(answer.status).toBe(200);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const post = (server: RunningServer, cookie: string, where: string, body: object) =>
  fetch(server.url + where, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Sends a message to our receiver when a case opens, and one when it is dispatched. */
async function sendAlerts(admin: string): Promise<void> {
  const add = async (where: string, body: object): Promise<string> => {
    const answer = await post(steady, admin, where, body);
    const { id } = (await answer.json()) as { id: string };
    expect([answer.status, typeof id], where).toEqual([200, 'string']);
    return id;
  };
  const channel = await add('/api/alert-channels', {
    kind: 'webhook',
    name: 'receiver',
    settings: { url: receiver.url },
    secrets: { key: 'a key of the test' },
  });
  const steps = [{ targets: [], channelIds: [channel], waitSeconds: 86_400 }];
  const policyId = await add('/api/alert-policies', { name: 'all', steps });
  for (const trigger of ['opened', 'dispatched'])
    await add('/api/alert-rules', { name: trigger, trigger, filter: {}, policyId });
}

it('loses no step and takes none twice; every wall and every receiver hears of each once', async () => {
  const [operator, fire, grid, admin] = await Promise.all(['operator', 'fire', 'grid', 'admin'].map(signIn));
  if (!operator || !fire || !grid || !admin) throw new Error('Everybody signed in');
  await sendAlerts(admin);

  const heard: string[] = [];
  const wall = io(steady.url, { extraHeaders: { cookie: operator }, transports: ['websocket'] });
  wall.on('events', (batch: LogEvent[]) => {
    for (const { name, payload } of batch)
      if (name === 'caseOpened' || name === 'caseChanged') heard.push(`${payload.state} ${payload.version}`);
  });
  expect(await wall.emitWithAck('subscribe', { since: 0, topics: ['cases'] })).toMatchObject({ ok: true });

  /** Asks a server that is killed after a while; what it may have answered is not looked at. */
  let fate = 0;
  const askTheDying = async (cookie: string, where: string, body: object): Promise<void> => {
    const dying = await startServer();
    const asked = post(dying, cookie, where, body).catch(() => undefined);
    await pause([0, 400, 20, 80, 40, 160][fate++ % 6]);
    await dying.kill();
    await asked;
  };

  const whistle = {
    typeCode: 'ai.fire-lane',
    location: [113.005, 30.01],
    text: '消防通道堆放杂物',
    clientKey: 'the-same-report',
  };
  await askTheDying(grid, '/api/cases', whistle);
  const again = await post(steady, grid, '/api/cases', whistle);
  expect([200, 201]).toContain(again.status);
  const { id } = (await again.json()) as { id: string };

  const road: [string, string, object, string][] = [
    [operator, 'accept', {}, 'accepted'],
    [operator, 'dispatch', { departmentCode: 'fire' }, 'dispatched'],
    [fire, 'receive', {}, 'received'],
    [fire, 'arrive', {}, 'on-site'],
    [fire, 'feedback', { note: '已清理' }, 'feedback'],
    [grid, 'check', {}, 'checked'],
    [operator, 'close', {}, 'closed'],
    [grid, 'rate', { rating: 'satisfied' }, 'rated'],
  ];
  let before = 'reported';
  let takenByTheDying = 0;
  for (const [cookie, step, more, after] of road) {
    await askTheDying(cookie, `/api/cases/${id}/steps`, { step, ...more });
    // a transaction of the dead may still be ending: asking to take the step waits for it
    const answer = await post(steady, cookie, `/api/cases/${id}/steps`, { step, ...more });
    if (answer.status === 409) takenByTheDying += 1;
    else expect([answer.status, before], `${step}: ${await answer.clone().text()}`).toEqual([200, before]);
    const now = await fetch(`${steady.url}/api/cases/${id}`, { headers: { cookie: operator } });
    expect((await now.json()) as object).toMatchObject({ state: after });
    before = after;
  }
  console.log(`Of ${road.length} steps the dying server took ${takenByTheDying} before it was killed`);

  const { rows } = await database.pool.query('select step from case_steps where case_id = $1 order by id', [
    id,
  ]);
  expect(rows.map((row) => row.step)).toEqual(['report', ...road.map(([, step]) => step)]);
  const { rows: cases } = await database.pool.query('select count(*)::int as n from cases');
  expect(cases[0].n).toBe(1);
  const told = ['reported', ...road.map(([, , , state]) => state)].map((state, i) => `${state} ${i + 1}`);
  await expect.poll(() => heard, { timeout: 20_000 }).toEqual(told);
  wall.close();

  // who was killed while sending sends again, with the same key: to the receiver that is one message
  const keysSent = () => [...new Set(receiver.received.map(({ headers }) => headers['idempotency-key']))];
  const { rows: raised } = await database.pool.query('select trigger from alerts order by created_at');
  expect(raised.map(({ trigger }) => trigger)).toEqual(['opened', 'dispatched']);
  const sent = async () => {
    const { rows } = await database.pool.query(`select id from alert_deliveries where state = 'sent'`);
    return rows.map(({ id }) => id).sort();
  };
  await expect.poll(async () => (await sent()).length, { timeout: 90_000 }).toBe(2);
  expect(keysSent().sort()).toEqual(await sent());
}, 300_000);
