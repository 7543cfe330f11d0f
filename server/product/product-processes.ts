import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** For tests: the processes of one running product, known by its data folder, and how they are killed. */
export interface RunningProcess {
  pid: number;
  command: string;
}

export const roles = {
  child: /server\/worker\/child\.ts/,
  worker: /server\/worker\.ts/,
  server: /server\/main\.ts/,
  postmaster: /bin\/postgres -D/,
} as const;
export type Role = keyof typeof roles;

/** Every process that works on this data folder, by its environment or its command line. */
export async function processesOf(dataDir: string): Promise<RunningProcess[]> {
  const found: RunningProcess[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    const [command, environment] = await Promise.all(
      // A process that has ended meanwhile has neither.
      ['cmdline', 'environ'].map((file) => readFile(`/proc/${entry}/${file}`, 'utf8').catch(() => '')),
    );
    if (!command) continue;
    if (environment?.includes(`EYRIE_DATA_DIR=${dataDir}\0`) || command.includes(dataDir)) {
      found.push({ pid: Number(entry), command: command.replaceAll('\0', ' ').trim() });
    }
  }
  return found;
}

/** `kill -9` of one process of that role, as soon as there is one; answers its id. */
export async function killHard(dataDir: string, role: Role): Promise<number> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const running = await processesOf(dataDir);
    const victim = running.find(({ command }) => roles[role].test(command));
    if (victim) {
      process.kill(victim.pid, 'SIGKILL');
      return victim.pid;
    }
    if (Date.now() > deadline)
      throw new Error(`There is no ${role} to kill among ${JSON.stringify(running)}`);
    await pause(200);
  }
}

/** True where another process than `formerPid` has taken the role. */
export async function isReplaced(dataDir: string, role: Role, formerPid: number): Promise<boolean> {
  const found = await processesOf(dataDir);
  return found.some(({ pid, command }) => pid !== formerPid && roles[role].test(command));
}
