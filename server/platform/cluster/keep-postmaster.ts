import { setTimeout as pause } from 'node:timers/promises';
import type { ClusterPlace } from './cluster-place.ts';
import type { PostgresInstallation } from './find-postgres.ts';
import { type Postmaster, startPostmaster } from './postmaster.ts';

const firstPauseMs = 200;
const longestPauseMs = 15_000;

/** The cluster's server, kept running: one that dies is started again, with growing pauses, until `stop`. */
export interface PostmasterKeeper {
  pid(): number | null;
  stop(): Promise<void>;
}

/** Starts the cluster's server and keeps it running. Throws where the first start fails. */
export async function keepPostmaster(options: {
  place: ClusterPlace;
  installation: PostgresInstallation;
  durable: boolean;
  log: (line: string) => void;
}): Promise<PostmasterKeeper> {
  const { log } = options;
  const stopping = new AbortController();
  let current: Postmaster | null = await startPostmaster(options);

  const watch = async () => {
    let pauseMs = firstPauseMs;
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      await current?.ended;
      if (stopping.signal.aborted) return;
      if (current) log('Database: its server ended unexpectedly; starting it again …');
      current = null;
      if (Date.now() - startedAt > 60_000) pauseMs = firstPauseMs;
      await pause(pauseMs, undefined, { signal: stopping.signal });
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      try {
        current = await startPostmaster(options);
        log('Database: running again');
      } catch (error) {
        log(
          `Database: ${error instanceof Error ? error.message : String(error)}; next try in ${pauseMs / 1000} s`,
        );
      }
    }
  };
  const watching = watch().catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
  });

  return {
    pid: () => current?.pid ?? null,
    async stop() {
      stopping.abort();
      await current?.stop();
      await watching;
      await current?.stop();
    },
  };
}
