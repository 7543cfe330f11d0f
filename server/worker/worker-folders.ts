import path from 'node:path';

/** Where a worker keeps what must outlive its processes. */
export const workerFolders = (dataDir: string): { outbox: string; segments: string } => ({
  outbox: path.join(dataDir, 'outbox'),
  segments: path.join(dataDir, 'segments'),
});
