import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPool, isDatabaseAway, type Pool } from '../db.ts';
import { findClusterProcesses, waitUntilGone } from './cluster-processes.ts';
import { ensureDatabase, type RunningDatabase } from './ensure-database.ts';

const log = () => undefined;
let home: string;
let dataDir: string;

/** A process of its own that runs the cluster, as the product does; it prints the address, then waits. */
async function startElsewhere(): Promise<{ owner: ChildProcess; url: string; postmasterPid: number }> {
  const file = fileURLToPath(new URL('./fixtures/run-cluster.process.ts', import.meta.url));
  const owner = spawn(process.execPath, ['--import', 'tsx', file, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: owner.stdout }), 'line');
  return { owner, ...JSON.parse(line) };
}

async function kill(process: ChildProcess): Promise<void> {
  const gone = once(process, 'exit');
  process.kill('SIGKILL');
  await gone;
}

const clusterNameOf = async (pid: number) =>
  /cluster_name=(eyrie-\w+)/.exec(await readFile(`/proc/${pid}/cmdline`, 'utf8'))?.[1] ?? '';

async function insertNote(pool: Pool, body: string): Promise<void> {
  await pool.query('create table if not exists notes (body text primary key)');
  await pool.query('insert into notes values ($1) on conflict do nothing', [body]);
}

const readNotes = async (pool: Pool) =>
  (await pool.query<{ body: string }>('select body from notes order by body')).rows.map(({ body }) => body);

async function withPool<T>(url: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = createPool({ url, name: 'eyrie test', onIdleError: log });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

/** Repeats while the database is away, as every loop of the product does. */
async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'eyrie-cluster-'));
  await chmod(home, 0o755);
  dataDir = path.join(home, 'data');
  await (await ensureDatabase({ dataDir, log })).stop();
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('the private cluster', () => {
  let running: RunningDatabase | null = null;
  afterEach(async () => {
    await running?.stop();
    running = null;
  });

  it('keeps its files, its passwords and its sockets to itself', async () => {
    running = await ensureDatabase({ dataDir, log });
    const url = running.url;
    await withPool(url, async (pool) => {
      const shown = await pool.query<{ name: string; setting: string }>(
        "select name, setting from pg_settings where name in ('listen_addresses', 'fsync', 'password_encryption')",
      );
      expect(Object.fromEntries(shown.rows.map(({ name, setting }) => [name, setting]))).toEqual({
        listen_addresses: '',
        fsync: 'on',
        password_encryption: 'scram-sha-256',
      });
      const role = await pool.query('select rolsuper from pg_roles where rolname = current_user');
      expect(role.rows[0].rolsuper).toBe(false);
    });
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(withPool(wrong.href, (pool) => pool.query('select 1'))).rejects.toThrow(/password/);
  });

  it('knows PostGIS, Chinese text and Chinese order', async () => {
    running = await ensureDatabase({ dataDir, log });
    await withPool(running.url, async (pool) => {
      await pool.query('select ST_AsMVTGeom(ST_MakePoint(1, 2), ST_MakeEnvelope(0, 0, 9, 9))');
      const sorted = await pool.query(
        `select name from unnest(array['张家湾', '北岭', '鹰巢']) as name order by name collate "zh-x-icu"`,
      );
      expect(sorted.rows.map(({ name }) => name)).toEqual(['北岭', '鹰巢', '张家湾']);
    });
  });

  it('refuses a second start on the same folder and names the first', async () => {
    running = await ensureDatabase({ dataDir, log });
    await expect(ensureDatabase({ dataDir, log })).rejects.toThrow(
      new RegExp(`already runs on .*process ${process.pid}`),
    );
    await withPool(running.url, (pool) => pool.query('select 1'));
  });

  it('comes back after kill -9 of its server and has lost nothing that was committed', async () => {
    running = await ensureDatabase({ dataDir, log });
    await withPool(running.url, async (pool) => {
      await insertNote(pool, 'before the crash');
      process.kill(running?.postmasterPid() as number, 'SIGKILL');
      await persistently(() => insertNote(pool, 'while it was away'));
      expect(await persistently(() => readNotes(pool))).toEqual(
        expect.arrayContaining(['before the crash', 'while it was away']),
      );
    });
  });

  it('comes back twice', async () => {
    running = await ensureDatabase({ dataDir, log });
    await withPool(running.url, async (pool) => {
      for (const time of ['first', 'second']) {
        const killed = running?.postmasterPid() as number;
        process.kill(killed, 'SIGKILL');
        await persistently(() => insertNote(pool, `${time} crash`));
        // a backend may have answered that outlived its server for a moment
        const next = () => running?.postmasterPid() ?? killed;
        await expect.poll(next, { timeout: 30_000, interval: 100 }).not.toBe(killed);
      }
      expect(await persistently(() => readNotes(pool))).toEqual(
        expect.arrayContaining(['first crash', 'second crash']),
      );
    });
  });

  it('stops by itself when its owner is killed, and starts again with all data', async () => {
    const { owner, url, postmasterPid } = await startElsewhere();
    await withPool(url, (pool) => insertNote(pool, 'before the owner was killed'));
    const name = await clusterNameOf(postmasterPid);
    await kill(owner);
    expect(await waitUntilGone(name, 10_000)).toBe(true);
    running = await ensureDatabase({ dataDir, log });
    expect(await withPool(running.url, readNotes)).toContain('before the owner was killed');
  });

  it('starts at once after a crash while the old server is still stopping', async () => {
    const { owner, url } = await startElsewhere();
    await withPool(url, (pool) => insertNote(pool, 'before the quick restart'));
    await kill(owner);
    running = await ensureDatabase({ dataDir, log });
    expect(await withPool(running.url, readNotes)).toContain('before the quick restart');
  });

  it('takes over from a server that outlived its owner and its guard', async () => {
    const { owner, postmasterPid } = await startElsewhere();
    const name = await clusterNameOf(postmasterPid);
    owner.kill('SIGSTOP');
    for (const guard of await guardsOf(postmasterPid)) process.kill(guard, 'SIGKILL');
    await kill(owner);
    expect(await findClusterProcesses(name)).toContain(postmasterPid);
    running = await ensureDatabase({ dataDir, log });
    expect(running.postmasterPid()).not.toBe(postmasterPid);
    expect(await findClusterProcesses(name)).not.toContain(postmasterPid);
  });

  it('is not held up by a stale postmaster.pid that names another living program', async () => {
    const { url, ...stopped } = await ensureDatabase({ dataDir, log });
    await stopped.stop();
    const pidFile = pidFileOf(url);
    await writeFile(pidFile, `${process.pid}\n/nowhere\n1700000000\n5432\n\n\n 1 1\nready\n`);
    running = await ensureDatabase({ dataDir, log });
    await withPool(running.url, (pool) => pool.query('select 1'));
  });

  it('finds a short place for its socket when the data folder lies deep', async () => {
    const deep = path.join(home, 'a'.repeat(60), 'b'.repeat(60), 'data');
    await mkdir(deep, { recursive: true });
    running = await ensureDatabase({ dataDir: deep, log });
    await withPool(running.url, (pool) => pool.query('select 1'));
  });
});

/** `postmaster.pid` beside the socket folder that the address names. */
function pidFileOf(url: string): string {
  const socketDir = new URL(url).searchParams.get('host') as string;
  return path.join(path.dirname(socketDir), 'data/postmaster.pid');
}

/** The little shells that would stop this server when its owner dies. */
async function guardsOf(postmasterPid: number): Promise<number[]> {
  const guards: number[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const title = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    if (title.includes('eyrie-database-guard') && title.includes(`\0${postmasterPid}\0`))
      guards.push(Number(entry));
  }
  return guards;
}
