import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `/api/health` answers; says once a while that it still waits. */
export async function awaitHealth(options: {
  port: number;
  log: (line: string) => void;
  signal: AbortSignal;
}): Promise<void> {
  const { port, log, signal } = options;
  const startedAt = Date.now();
  let nextNoteMs = 20_000;
  while (!signal.aborted) {
    if (await answers(`http://127.0.0.1:${port}/api/health`)) return;
    if (Date.now() - startedAt > nextNoteMs) {
      log(`Still waiting for the server (${Math.round((Date.now() - startedAt) / 1000)} s) …`);
      nextNoteMs += 20_000;
    }
    await pause(200, undefined, { signal });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await reply.body?.cancel();
    return reply.ok;
  } catch (error) {
    // Not listening yet: fetch says so with a TypeError, a slow answer with a TimeoutError.
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return false;
    throw error;
  }
}
