import { availableParallelism, hostname } from 'node:os';
import { attachEvidence } from './cases/attach-evidence.ts';
import { createClipJobRunner } from './evidence/clip-job-runner.ts';
import { openEvidenceStore } from './evidence/evidence-store.ts';
import { createSegmentRing } from './evidence/segment-ring.ts';
import { systemClock } from './platform/clock.ts';
import { ConfigError, readConfig } from './platform/config.ts';
import { createPool } from './platform/db.ts';
import { createLog } from './platform/log.ts';
import { runWorker } from './worker/run-worker.ts';

/** The video process: cameras → ingest → detect → scenes → cases. Reaches the rest of the product through the database alone. */

const stopPatienceMs = 9_000;
const stopping = new AbortController();
for (const cause of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
  process.on(cause, () => {
    stopping.abort();
    // A database that does not answer must not keep us: what is unsent lies in the outbox.
    setTimeout(() => process.exit(0), stopPatienceMs).unref();
  });
}
// Our parent may have gone while we were still loading, before anybody here could hear of it.
if (process.connected === false) process.exit(0);

try {
  const config = readConfig();
  if (!config.DATABASE_URL) {
    throw new ConfigError(['DATABASE_URL: a worker needs the address of the database that the server uses']);
  }
  const log = createLog({ process: 'worker', level: config.EYRIE_LOG_LEVEL });
  const workerId = config.EYRIE_WORKER_ID ?? hostname();
  const onIdleError = (error: Error): void =>
    log.warn({ error: error.message }, 'a database connection broke');
  const pool = createPool({
    url: config.DATABASE_URL,
    name: `eyrie worker ${workerId}`,
    max: 4,
    onIdleError,
  });
  await runWorker({
    workerId,
    pool,
    log,
    signal: stopping.signal,
    dataDir: config.EYRIE_DATA_DIR,
    children: config.EYRIE_WORKER_CHILDREN ?? availableParallelism(),
    store: openEvidenceStore({ dataDir: config.EYRIE_DATA_DIR, s3Address: config.EYRIE_EVIDENCE_S3 }),
    runClipJobs: (ringDir, store) =>
      createClipJobRunner({
        pool,
        workerId,
        ring: createSegmentRing({ dir: ringDir, keepMs: config.EYRIE_SEGMENT_MINUTES * 60_000 }),
        store,
        attachEvidence,
        clock: systemClock,
        log,
        signal: stopping.signal,
      }).run(),
    onReady: () => process.send?.({ ready: true }),
  });
  await pool.end();
  process.exit(0);
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
