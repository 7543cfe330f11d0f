import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

const childFile = path.join(import.meta.dirname, 'child.ts');

/** Starts a video process, tells its id, and is gone before that has loaded. */
const shortLivedParent = `
  const { fork } = require('node:child_process');
  const child = fork(${JSON.stringify(childFile)}, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  process.stdout.write(String(child.pid), () => setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300));`;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
};

it('ends where its worker was killed while it was still loading', async () => {
  const parent = spawn(process.execPath, ['-e', shortLivedParent], {
    env: { ...process.env, EYRIE_DATA_DIR: path.join(tmpdir(), 'eyrie-orphan') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await once(parent.stdout, 'data');
  const pid = Number(output);
  try {
    await once(parent, 'exit');
    await expect.poll(() => isAlive(pid), { timeout: 40_000, interval: 200 }).toBe(false);
  } finally {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
}, 60_000);
