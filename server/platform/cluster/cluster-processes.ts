import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Process ids of everything that belongs to the cluster of this name: its postmaster and, while they outlive a killed
 * postmaster, its sessions. PostgreSQL writes the cluster's name into each process's title.
 */
export async function findClusterProcesses(clusterName: string): Promise<number[]> {
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    const title = await readTitle(pid);
    const isPostgres = /(^|\/)postgres(\0|:)/.test(title);
    if (isPostgres && title.includes(clusterName)) found.push(pid);
  }
  return found;
}

/** Waits until no process of the cluster is left; false where some still are after `timeoutMs`. */
export async function waitUntilGone(clusterName: string, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while ((await findClusterProcesses(clusterName)).length > 0) {
    if (Date.now() > deadline) return false;
    await pause(100);
  }
  return true;
}

/** A process that ended while we looked has no title. */
async function readTitle(pid: number): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/cmdline`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
