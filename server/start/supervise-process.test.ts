import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type SupervisedProcess, superviseProcess } from './supervise-process.ts';

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}.process.ts`, import.meta.url));
const patient = { timeout: 15_000, interval: 50 };

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a supervised process', () => {
  let supervised: SupervisedProcess | null = null;
  const lines: string[] = [];
  const said: string[] = [];

  function supervise(life: 'long' | 'crash' | 'deaf'): SupervisedProcess {
    lines.length = 0;
    said.length = 0;
    supervised = superviseProcess({
      name: 'mortal',
      file: fixture('mortal'),
      env: { ...process.env, LIFE: life },
      onLine: (line) => lines.push(line),
      log: (line) => said.push(line),
      firstPauseMs: 100,
      stopPatienceMs: 1_000,
    });
    return supervised;
  }
  const births = () => lines.filter((line) => line.startsWith('born'));
  afterEach(() => supervised?.stop());

  it('is started again after kill -9, and its lines still arrive', async () => {
    const { ready, pid } = supervise('long');
    await ready;
    process.kill(pid() as number, 'SIGKILL');
    await vi.waitFor(() => expect(births()).toHaveLength(2), patient);
    expect(births()[0]).not.toBe(births()[1]);
    expect(said).toEqual(['mortal ended (SIGKILL); starting it again in 0.1 s']);
  });

  it('is started again after growing pauses when it ends at once every time', async () => {
    supervise('crash');
    await vi.waitFor(() => expect(said.length).toBeGreaterThanOrEqual(3), patient);
    expect(said[0]).toBe('mortal ended (exit code 7); starting it again in 0.1 s');
    expect(said[1]).toContain('again in 0.2 s');
    expect(said[2]).toContain('again in 0.4 s');
  });

  it('is told to stop, and stays down', async () => {
    const { ready, pid, stop } = supervise('long');
    await ready;
    const last = pid() as number;
    await stop();
    await vi.waitFor(() => expect(lines).toContain('told to stop'), patient);
    expect(isAlive(last)).toBe(false);
    await pause(300);
    expect(births()).toHaveLength(1);
    expect(said).toEqual([]);
  });

  it('is made to stop when it does not listen', async () => {
    const { ready, pid, stop } = supervise('deaf');
    await ready;
    const last = pid() as number;
    await stop();
    expect(isAlive(last)).toBe(false);
  });

  it('does not outlive a supervisor that was killed', async () => {
    const supervisor = spawn(process.execPath, ['--import', 'tsx', fixture('supervise')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface({ input: supervisor.stdout }), 'line');
    const pid = Number(line);
    expect(isAlive(pid)).toBe(true);
    supervisor.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), patient);
  });
});
