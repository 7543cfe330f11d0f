import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';

const maxLogBytes = 20_000_000;
const levelNames: Record<number, string> = {
  20: 'debug',
  30: 'info',
  40: 'warning',
  50: 'error',
  60: 'fatal',
};
const warningLevel = 40;

/** Says one line to the person at the console. */
export function say(line: string): void {
  console.log(line);
}

/**
 * Where the processes' own lines go: all of them into `logs/eyrie.log` under the data folder, and warnings and
 * errors to the console as well, shortened to what a person reads.
 */
export async function openProcessLog(dataDir: string): Promise<(process: string, line: string) => void> {
  const file = path.join(dataDir, 'logs', 'eyrie.log');
  await mkdir(path.dirname(file), { recursive: true });
  let writing: Promise<unknown> = rotate(file);
  let complained = false;
  return (name, line) => {
    const readable = readableLine(name, line);
    if (readable) console.error(readable);
    writing = writing
      .then(() => appendFile(file, `${line}\n`))
      .catch((error: Error) => {
        if (!complained) console.error(`${file} can't be written: ${error.message}`);
        complained = true;
      });
  };
}

/** A JSON log line as a person reads it; null for one that says only that all is well. */
export function readableLine(name: string, line: string): string | null {
  if (!line.trim()) return null;
  const entry = parseEntry(line);
  if (!entry) return `${name}: ${line}`;
  if (entry.level < warningLevel) return null;
  const time = new Date(entry.time).toTimeString().slice(0, 8);
  const reason = entry.err?.message ? `: ${entry.err.message.split('\n')[0]}` : '';
  const camera = entry.camera ? ` (camera ${entry.camera})` : '';
  return `${time} ${name} ${levelNames[entry.level] ?? 'error'}: ${entry.msg ?? ''}${camera}${reason}`;
}

interface LogEntry {
  level: number;
  time: string;
  msg?: string;
  camera?: string;
  err?: { message?: string };
}

function parseEntry(line: string): LogEntry | null {
  if (!line.startsWith('{')) return null;
  try {
    const entry: unknown = JSON.parse(line);
    return typeof (entry as LogEntry).level === 'number' ? (entry as LogEntry) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function rotate(file: string): Promise<void> {
  const bytes = await stat(file).then(
    (facts) => facts.size,
    () => 0,
  );
  if (bytes > maxLogBytes) await rename(file, `${file}.1`);
}
