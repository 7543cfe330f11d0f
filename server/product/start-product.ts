import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { processesOf } from './product-processes.ts';

/** For tests: the whole product as `npm start` brings it up, with its own data folder, ports and database. */
export interface Product {
  /** Of the web interface and API. */
  url: string;
  simulatorUrl: string;
  /** Opens the simulator's control: what breaks and mends a simulated camera. */
  controlToken: string;
  dataDir: string;
  password: string;
  /** What it said on its console. */
  said: string[];
  /** Epoch ms at which it said that it was ready. */
  readyAt: number;
  /** Stops it in order and removes its data, unless they are to be looked at. */
  stop(options?: { keepData: boolean }): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const readyPatienceMs = 240_000;

/** Starts the product on an empty data folder, with the demo district, and waits until it is ready. */
export async function startProduct(): Promise<Product> {
  const home = await mkdtemp(path.join(tmpdir(), 'eyrie-product-'));
  // PostgreSQL runs as another user where we are root, and must be able to reach its folder.
  await chmod(home, 0o755);
  const dataDir = path.join(home, 'data');
  const password = randomBytes(9).toString('base64url');
  const controlToken = randomBytes(12).toString('base64url');
  const simulatorPort = await freePort();
  // As a person's shell would give it, without what the test runner adds.
  const { DATABASE_URL: _, NODE_ENV: __, ...inherited } = process.env;
  const start = spawn(process.execPath, ['--import', 'tsx', 'server/start.ts'], {
    cwd: root,
    env: {
      ...inherited,
      PORT: '0',
      HOST: '127.0.0.1',
      EYRIE_DATA_DIR: dataDir,
      EYRIE_DEMO_PASSWORD: password,
      EYRIE_SIMULATOR_PORT: String(simulatorPort),
      EYRIE_SIMULATOR_TOKEN: controlToken,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [start.stdout, start.stderr]) {
    createInterface({ input: stream }).on('line', (line) => said.push(line));
  }
  const url = await waitUntilReady(start, said);
  return {
    url,
    simulatorUrl: `http://127.0.0.1:${simulatorPort}`,
    controlToken,
    dataDir,
    password,
    said,
    readyAt: Date.now(),
    async stop({ keepData } = { keepData: false }) {
      await stopInOrder(start);
      const left = await processesOf(dataDir);
      if (left.length > 0) throw new Error(`Processes are left: ${JSON.stringify(left)}`);
      if (keepData) console.log(`Its data are kept in ${dataDir}; it said:\n${said.join('\n')}`);
      else await rm(home, { recursive: true, force: true });
    },
  };
}

async function waitUntilReady(start: ChildProcess, said: string[]): Promise<string> {
  const deadline = Date.now() + readyPatienceMs;
  while (Date.now() < deadline && start.exitCode === null) {
    const port = /Ready: http\S+:(\d+)/.exec(said.join('\n'))?.[1];
    if (port) return `http://127.0.0.1:${port}`;
    await pause(100);
  }
  await stopInOrder(start);
  throw new Error(`The product did not become ready; it said:\n${said.join('\n')}`);
}

async function stopInOrder(start: ChildProcess): Promise<void> {
  if (start.exitCode !== null || start.signalCode !== null) return;
  start.kill('SIGTERM');
  await once(start, 'exit');
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
