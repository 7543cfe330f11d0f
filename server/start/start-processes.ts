import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type SupervisedProcess, superviseProcess } from './supervise-process.ts';

const readyPatienceMs = 15_000;

/**
 * Starts the product's processes in the order of the flow: cameras (where the simulator plays them), worker, server.
 * The server comes last, so that detection is already at work when the wall opens.
 */
export async function startProcesses(options: {
  root: string;
  env: NodeJS.ProcessEnv;
  withSimulator: boolean;
  onLine: (process: string, line: string) => void;
  log: (line: string) => void;
  signal: AbortSignal;
}): Promise<{ stop(): Promise<void> }> {
  const { root, env, onLine, log, signal } = options;
  const processes: SupervisedProcess[] = [];
  const start = async (name: string, file: string) => {
    if (signal.aborted) return;
    const description = { name, file: path.join(root, file), env, log };
    const process = superviseProcess({ ...description, onLine: (line) => onLine(name, line) });
    processes.push(process);
    await Promise.race([process.ready, pause(readyPatienceMs, undefined, { ref: false }), aborted(signal)]);
  };
  if (options.withSimulator) await start('simulator', 'server/simulator/main.ts');
  await start('worker', 'server/worker.ts');
  await start('server', 'server/main.ts');
  return {
    async stop() {
      await Promise.all(processes.map((process) => process.stop()));
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
