import { createHash } from 'node:crypto';
import net from 'node:net';
import { DatabaseUnusable } from './database-unusable.ts';

/** Held while this process lives, whatever ends it. */
export interface ClusterLock {
  release(): Promise<void>;
}

/**
 * Makes sure that one start at a time works on a data folder. The lock is a Linux abstract socket: the kernel gives
 * it to one process and takes it back when that process dies, so there is never a stale one. It answers with the
 * holder's process id, for the refusal's message.
 */
export async function lockCluster(dataDir: string): Promise<ClusterLock> {
  const name = `\0eyrie-${createHash('sha256').update(dataDir).digest('hex').slice(0, 24)}`;
  const server = net.createServer((socket) => socket.end(String(process.pid)));
  server.unref();
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(name, resolve));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    const holder = await askHolder(name);
    throw new DatabaseUnusable(
      `Another Eyrie already runs on ${dataDir}${holder ? ` (process ${holder})` : ''}. Stop it first, or set EYRIE_DATA_DIR to another folder.`,
    );
  }
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function askHolder(name: string): Promise<string | null> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = net.connect(name);
    socket.setTimeout(1000, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', () => resolve(null));
    socket.on('close', () => resolve(/^\d+$/.test(answer) ? answer : null));
  });
}
