import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The system user a process runs as; absent means ours. */
export interface ProcessOwner {
  uid: number;
  gid: number;
  name: string;
}

export interface CommandOptions {
  as?: ProcessOwner | undefined;
  env?: NodeJS.ProcessEnv | undefined;
  cwd?: string | undefined;
  /** Called with every line of output as it comes, for progress. */
  onLine?: ((line: string) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** A command ended with an exit status other than 0; the message carries the end of what it wrote. */
export class CommandFailed extends Error {
  readonly exitCode: number | null;

  constructor(command: string, exitCode: number | null, output: string[]) {
    super(`${command} failed (${exitCode ?? 'killed'}): ${output.slice(-20).join('\n').trim()}`);
    this.exitCode = exitCode;
  }
}

/** Runs a command to its end and gives its standard output; throws `CommandFailed`, or ENOENT where it is missing. */
export function runCommand(command: string, args: string[], options: CommandOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? '/',
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.as ? { uid: options.as.uid, gid: options.as.gid } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const lines: string[] = [];
    const written: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      written.push(line);
      lines.push(line);
      options.onLine?.(line);
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      options.onLine?.(line);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(written.join('\n'));
      else reject(new CommandFailed([command, ...args].join(' '), code, lines));
    });
  });
}

/** True where the command runs and ends well; its absence is a `false` like its failure. */
export async function commandWorks(
  command: string,
  args: string[],
  options: CommandOptions = {},
): Promise<boolean> {
  try {
    await runCommand(command, args, options);
    return true;
  } catch (error) {
    const missing = ['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '');
    if (error instanceof CommandFailed || missing) return false;
    throw error;
  }
}
