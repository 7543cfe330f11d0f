import { fork } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { type ClientToServer, EventTopic, type ServerToClient } from '#contract/wall-events.ts';
import type { PrivateDatabase } from './private-database.ts';

/** The product's server as a process of its own, and ways to talk to it as a signed-in operator. */
export type RunningServer = Awaited<ReturnType<typeof startServer>>;
export type Wall = Socket<ServerToClient, ClientToServer>;

const patienceMs = 60_000;

export async function startServer(
  database: PrivateDatabase,
  account: { username: string; password: string },
) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = fork(path.resolve(import.meta.dirname, '../server/main.ts'), {
    execArgv: ['--import', import.meta.resolve('tsx')],
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      EYRIE_DATA_DIR: database.dataDir,
      PORT: String(port),
      HOST: '127.0.0.1',
      EYRIE_LOG_LEVEL: 'warn',
      // its alerts go to a receiver of our own
      EYRIE_ALLOW_PRIVATE_TARGETS: '127.0.0.1',
    },
    // What it logs goes to stderr: stdout is for the report.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  await untilItAnswers(`${url}/api/health`);
  const cookie = await signIn(url, account);
  const get = async (where: string): Promise<Buffer> => {
    const answer = await fetch(url + where, { headers: { cookie } });
    if (!answer.ok) throw new Error(`GET ${where}: ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  return {
    url,
    cookie,
    get,
    /** A wall that hears of everything from now on. */
    async openWall(): Promise<Wall> {
      const wall: Wall = io(url, { extraHeaders: { cookie }, transports: ['websocket'], forceNew: true });
      const { seq } = JSON.parse((await get('/api/wall')).toString()) as { seq: number };
      const answer = await wall.timeout(patienceMs).emitWithAck('subscribe', {
        since: seq,
        topics: EventTopic.options,
      });
      if (!answer.ok) throw new Error(`The wall is refused: ${answer.code}`);
      return wall;
    },
    async stop(): Promise<void> {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    },
  };
}

async function signIn(url: string, account: object): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  if (!answer.ok) throw new Error(`Signing in: ${answer.status} ${await answer.text()}`);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function untilItAnswers(url: string): Promise<void> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(100)) {
    // Until it listens, fetch fails with a TypeError.
    const answers = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return;
  }
  throw new Error(`${url} does not answer`);
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
