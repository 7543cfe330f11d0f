import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Health } from '#contract/health.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patient = { timeout: 60_000, interval: 250 };

/** The product as people start it, on a data folder and ports of its own, without the demo. */
interface Product {
  start: ChildProcess;
  url: string;
  said: string[];
}

let home: string;
let dataDir: string;
let product: Product | null = null;

function launch(environment: NodeJS.ProcessEnv = {}): { start: ChildProcess; said: string[] } {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const start = spawn(process.execPath, ['--import', 'tsx', 'server/start.ts'], {
    cwd: root,
    env: {
      ...inherited,
      PORT: '0',
      HOST: '127.0.0.1',
      EYRIE_DATA_DIR: dataDir,
      EYRIE_DEMO: 'false',
      EYRIE_WORKER_CHILDREN: '1',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [start.stdout, start.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => said.push(line));
  }
  return { start, said };
}

async function launchAndWait(): Promise<Product> {
  const { start, said } = launch();
  const url = await vi.waitFor(
    () => {
      const ready = /Ready: (http\S+)/.exec(said.join('\n'))?.[1];
      if (!ready) throw new Error(`not ready yet; it said:\n${said.join('\n')}`);
      return ready;
    },
    { timeout: 200_000, interval: 250 },
  );
  return { start, url, said };
}

/** Every process that works on this test's data folder, by its environment or its command line. */
async function processesLeft(): Promise<{ pid: number; command: string }[]> {
  const left: { pid: number; command: string }[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    const [command, environment] = await Promise.all(
      ['cmdline', 'environ'].map((file) => readFile(`/proc/${entry}/${file}`, 'utf8').catch(() => '')),
    );
    if (!command) continue;
    if (environment?.includes(`EYRIE_DATA_DIR=${dataDir}`) || command.includes(dataDir)) {
      left.push({ pid: Number(entry), command: command.replaceAll('\0', ' ').trim() });
    }
  }
  return left;
}

async function killOne(command: RegExp): Promise<void> {
  const found = (await processesLeft()).find((candidate) => command.test(candidate.command));
  if (!found) throw new Error(`no process ${command}`);
  process.kill(found.pid, 'SIGKILL');
}

const health = async (url: string) => Health.parse(await (await fetch(`${url}/api/health`)).json());

async function expectAllWell(url: string): Promise<void> {
  await vi.waitFor(async () => {
    const report = await health(url);
    expect(report.database.status).toBe('up');
    expect(report.worker.status).toBe('up');
  }, patient);
}

const expectNothingLeft = () => vi.waitFor(async () => expect(await processesLeft()).toEqual([]), patient);

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'eyrie-start-'));
  await chmod(home, 0o755);
  dataDir = path.join(home, 'data');
});
afterEach(async () => {
  if (product && product.start.exitCode === null) product.start.kill('SIGKILL');
  product = null;
  await expectNothingLeft();
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('npm start', () => {
  it('comes up, refuses a second start on its data, and stops without leaving a process', async () => {
    product = await launchAndWait();
    await expectAllWell(product.url);

    const second = launch();
    const [code] = await once(second.start, 'exit');
    expect(code).toBe(1);
    expect(second.said.join('\n')).toMatch(/Another Eyrie already runs on .* \(process \d+\)/);
    await expectAllWell(product.url);

    product.start.kill('SIGTERM');
    const [stopCode] = await once(product.start, 'exit');
    expect(stopCode).toBe(0);
    expect(product.said.at(-1)).toBe('Stopped.');
    expect(await processesLeft()).toEqual([]);
  });

  it('gets over kill -9 of its server, its worker and its database', async () => {
    product = await launchAndWait();
    const victims = [
      { command: /server\/main\.ts/, notice: 'server ended (SIGKILL)' },
      { command: /server\/worker\.ts/, notice: 'worker ended (SIGKILL)' },
      { command: /bin\/postgres -D/, notice: 'Database: running again' },
    ];
    for (const { command, notice } of victims) {
      await killOne(command);
      await vi.waitFor(() => expect(product?.said.join('\n')).toContain(notice), patient);
      await expectAllWell(product.url);
    }
  });

  it('leaves no process behind when it is itself killed, and starts again', async () => {
    product = await launchAndWait();
    product.start.kill('SIGKILL');
    await expectNothingLeft();
    product = await launchAndWait();
    await expectAllWell(product.url);
  });

  it('says in one line which setting is wrong', async () => {
    const { start, said } = launch({ PORT: 'eighty' });
    const [code] = await once(start, 'exit');
    expect(code).toBe(1);
    expect(said.join('\n')).toMatch(/^A setting in the environment is wrong:\n {2}PORT: .+$/);
  });
});
