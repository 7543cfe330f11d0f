import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ClusterPlace } from './cluster-place.ts';
import { findClusterProcesses, waitUntilGone } from './cluster-processes.ts';
import { DatabaseUnusable } from './database-unusable.ts';

/**
 * After a crash: makes sure that no process of the last run is left on the cluster's files before a new postmaster
 * opens them. One that still lives is asked to stop; sessions of a killed one end by themselves, we only wait. A
 * `postmaster.pid` whose process is gone, or is by now another program, is removed: only then is that safe.
 */
export async function settleOldPostmaster(place: ClusterPlace, log: (line: string) => void): Promise<void> {
  const pidFile = path.join(place.dataDir, 'postmaster.pid');
  const left = await findClusterProcesses(place.clusterName);
  if (left.length > 0) {
    const postmaster = await readPostmasterPid(pidFile);
    if (postmaster !== null && left.includes(postmaster)) {
      log('Database: the last run left it running; stopping it first …');
      signalProcess(postmaster, 'SIGINT');
    }
    if (!(await waitUntilGone(place.clusterName, 30_000))) {
      for (const pid of await findClusterProcesses(place.clusterName)) signalProcess(pid, 'SIGQUIT');
      if (!(await waitUntilGone(place.clusterName, 30_000))) {
        throw new DatabaseUnusable(
          `Processes ${left.join(', ')} of the last run don't end. Stop them and start again.`,
        );
      }
    }
  }
  await rm(pidFile, { force: true });
}

/** The process id in the first line of `postmaster.pid`, or null where there is no such file. */
export async function readPostmasterPid(pidFile: string): Promise<number | null> {
  try {
    const pid = Number.parseInt(await readFile(pidFile, 'utf8'), 10);
    return Number.isInteger(pid) ? pid : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
