import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const firstPauseMs = 500;
const longestPauseMs = 30_000;
const steadyMs = 60_000;
const stopPatienceMs = 12_000;

/** A process of the product that is kept running. */
export interface SupervisedProcess {
  pid(): number | null;
  /** Settles when the process has said for the first time that it is ready. */
  ready: Promise<void>;
  /** Asks the process to stop, makes it stop where it doesn't, and starts it no more. */
  stop(): Promise<void>;
}

export interface ProcessDescription {
  name: string;
  /** Absolute path of the TypeScript file to run. */
  file: string;
  env: NodeJS.ProcessEnv;
  /** Receives each line that the process writes. */
  onLine: (line: string) => void;
  /** Receives what happens to the process, for people. */
  log: (line: string) => void;
  firstPauseMs?: number;
  stopPatienceMs?: number;
}

/**
 * Starts a process and starts it again whenever it ends, with growing pauses. It is tied to us by an IPC channel:
 * when we die, the channel closes, and the process ends by itself.
 */
export function superviseProcess(description: ProcessDescription): SupervisedProcess {
  const { name, log } = description;
  const stopping = new AbortController();
  let child: ChildProcess | null = null;
  let sayReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    sayReady = resolve;
  });

  const run = async () => {
    let pauseMs = description.firstPauseMs ?? firstPauseMs;
    const shortestPauseMs = pauseMs;
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      const current = startChild(description, sayReady);
      child = current.process;
      const how = await current.ended;
      child = null;
      if (stopping.signal.aborted) return;
      if (Date.now() - startedAt > steadyMs) pauseMs = shortestPauseMs;
      log(`${name} ended (${how}); starting it again in ${pauseMs / 1000} s`);
      await pause(pauseMs, undefined, { signal: stopping.signal });
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  };
  const running = run().catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
  });

  return {
    pid: () => child?.pid ?? null,
    ready,
    async stop() {
      stopping.abort();
      child?.kill('SIGTERM');
      const inTime = await Promise.race([
        running.then(() => true),
        pause(description.stopPatienceMs ?? stopPatienceMs, false, { ref: false }),
      ]);
      if (!inTime) child?.kill('SIGKILL');
      await running;
    },
  };
}

function startChild(description: ProcessDescription, sayReady: () => void) {
  const process = fork(description.file, {
    execArgv: ['--import', import.meta.resolve('tsx')],
    env: description.env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [process.stdout, process.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', description.onLine);
  }
  process.on('message', (message) => {
    if ((message as { ready?: boolean }).ready) sayReady();
  });
  const ended = new Promise<string>((resolve) => {
    process.once('error', (error) => resolve(error.message));
    process.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  return { process, ended };
}
