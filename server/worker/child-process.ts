import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Log } from '../platform/log.ts';
import type { FromChild, ToChild } from './messages.ts';
import type { WatchedCamera } from './watched-camera.ts';

const childFile = fileURLToPath(new URL('./child.ts', import.meta.url));
const firstPauseMs = 500;
const longestPauseMs = 30_000;
const steadyMs = 60_000;
const silenceMs = 30_000;
const checkEveryMs = 5_000;

export interface SupervisedChild {
  watch(cameras: WatchedCamera[]): void;
  isRunning(): boolean;
  stop(): Promise<void>;
}

/** Keeps one video process running: a dead one is started again after a growing pause, a silent one is killed first. */
export const superviseChild = (options: {
  name: string;
  log: Log;
  onMessage(message: FromChild): void;
  /** The cameras as they stand now, when a new process takes over. */
  camerasNow(): WatchedCamera[];
  env?: NodeJS.ProcessEnv;
}): SupervisedChild => {
  const { name, log } = options;
  let child: ChildProcess | undefined;
  let stopping = false;
  let pauseMs = firstPauseMs;
  let restart: NodeJS.Timeout | undefined;
  let heardAt = Date.now();

  const send = (message: ToChild): void => {
    if (child?.connected) child.send(message);
  };

  const start = (): void => {
    const startedAt = Date.now();
    heardAt = startedAt;
    const current = fork(childFile, {
      execArgv: ['--import', import.meta.resolve('tsx')],
      ...(options.env ? { env: options.env } : {}),
    });
    child = current;
    current.on('message', (message: FromChild) => {
      heardAt = Date.now();
      options.onMessage(message);
    });
    current.once('error', (error) =>
      log.error({ child: name }, `a video process could not be started: ${error.message}`),
    );
    current.once('exit', (code, signal) => {
      if (child === current) child = undefined;
      if (stopping) return;
      if (Date.now() - startedAt > steadyMs) pauseMs = firstPauseMs;
      log.error({ child: name, code, signal, pauseMs }, 'a video process ended; it is started again');
      restart = setTimeout(start, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    });
    send({ type: 'watch', cameras: options.camerasNow() });
  };

  const watchdog = setInterval(() => {
    if (!child || Date.now() - heardAt < silenceMs) return;
    log.error({ child: name }, 'a video process does not answer; it is killed');
    child.kill('SIGKILL');
  }, checkEveryMs);
  start();

  return {
    watch: (cameras) => send({ type: 'watch', cameras }),
    isRunning: () => child !== undefined,
    async stop() {
      stopping = true;
      clearInterval(watchdog);
      clearTimeout(restart);
      const current = child;
      if (!current) return;
      send({ type: 'stop' });
      const kill = setTimeout(() => current.kill('SIGKILL'), 4_000);
      await new Promise<void>((resolve) => current.once('exit', () => resolve()));
      clearTimeout(kill);
    },
  };
};
