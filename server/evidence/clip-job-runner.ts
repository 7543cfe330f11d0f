import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import type { Pool } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import {
  type ClipJob,
  claimClipJob,
  failAbandonedClipJobs,
  failClipJob,
  listWaitingClipJobs,
  noteClipJob,
} from './clip-job.repository.ts';
import { clipKey, mostTries, retryPauseMs, shortcomings, shouldWaitForFootage } from './clip-job-rules.ts';
import { keyframeReachMs, makeClip } from './clip-maker.ts';
import type { EvidenceStore } from './evidence-store.ts';
import type { SegmentRing } from './segment-ring.ts';

/** Ties a stored clip to its case and ends the job, in one transaction with the event. */
export type AttachClip = (
  pool: Pool,
  clip: {
    caseId: string;
    cameraCode: string;
    jobId: string;
    kind: 'clip';
    storageKey: string;
    sha256: string;
    bytes: number;
    contentType: string;
    fromAt: number;
    toAt: number;
  },
) => Promise<void>;

export interface ClipJobRunnerOptions {
  pool: Pool;
  /** Only jobs of this worker are taken: it keeps the footage. */
  workerId: string;
  ring: SegmentRing;
  store: EvidenceStore;
  attachEvidence: AttachClip;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  pollMs?: number;
}

const leaseMs = 30_000;
const sweepEveryMs = 15_000;
const abandonedAfterMs = 3_600_000;
/** After a start or an outage the changes that piled up need this long to become jobs that hold their footage. */
const settleMs = 120_000;

/**
 * Makes the clips that cases wait for, and keeps the ring within its bounds: footage of a waiting clip does not age
 * away, and while the database can't be asked what is waiting, nor shortly after, none does. One per worker machine, in its parent process.
 */
export function createClipJobRunner(options: ClipJobRunnerOptions) {
  const { pool, workerId, ring, store, clock, log, signal, pollMs = 1000 } = options;
  let ageOutFrom = clock.now() + settleMs;

  async function makeClipOf(job: ClipJob): Promise<void> {
    const segments = await ring.read(job.cameraCode, job.fromAt - keyframeReachMs, job.toAt);
    const clip = await makeClip(segments, job.fromAt, job.toAt);
    if (shouldWaitForFootage(clip, job.toAt, job.attempts)) {
      await noteClipJob(pool, job.id, 'waiting for footage', clock.now() + retryPauseMs(job.attempts));
      return;
    }
    if (!clip) {
      await failClipJob(pool, job.id, 'no footage of that time is left');
      log.warn(
        { caseId: job.caseId, cameraCode: job.cameraCode },
        'a case has no clip: no footage of that time is left',
      );
      return;
    }
    const note = shortcomings(clip);
    const contentType = 'video/mp4';
    const stored = await store.put(clipKey(job.caseId, clip.fromAt), clip.bytes, contentType);
    await noteClipJob(pool, job.id, note);
    await options.attachEvidence(pool, {
      caseId: job.caseId,
      cameraCode: job.cameraCode,
      jobId: job.id,
      kind: 'clip',
      storageKey: stored.key,
      sha256: stored.sha256,
      bytes: stored.bytes,
      contentType,
      fromAt: clip.fromAt,
      toAt: clip.toAt,
    });
    log.info(
      { caseId: job.caseId, cameraCode: job.cameraCode, bytes: stored.bytes, note },
      'a clip is ready',
    );
  }

  /** Makes every clip that is due; one that fails is put off and does not hold up the others. */
  async function runDue(): Promise<number> {
    for (let made = 0; ; made++) {
      const now = clock.now();
      const job = signal.aborted
        ? undefined
        : await claimClipJob(pool, { workerId, now, leaseUntil: now + leaseMs });
      if (!job) return made;
      try {
        await makeClipOf(job);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        log.warn({ err: error, caseId: job.caseId, attempts: job.attempts }, 'a clip could not be made');
        if (job.attempts >= mostTries) await failClipJob(pool, job.id, reason);
        else await noteClipJob(pool, job.id, reason, clock.now() + retryPauseMs(job.attempts));
      }
    }
  }

  async function sweep(): Promise<void> {
    const pinned = await listWaitingClipJobs(pool, workerId).catch((error: unknown) => {
      log.warn({ err: error }, 'waiting clips are unknown: no footage ages away for now');
      return undefined;
    });
    if (!pinned) ageOutFrom = clock.now() + settleMs;
    const report = await ring.sweep({
      pinned: (pinned ?? []).map((job) => ({ ...job, fromAt: job.fromAt - keyframeReachMs })),
      ageOut: clock.now() >= ageOutFrom,
    });
    if (report.deletedPinned > 0) {
      log.error(
        { ...report },
        'the disk bound for footage is too small: footage of waiting clips was deleted',
      );
    }
    if (pinned) await failAbandonedClipJobs(pool, clock.now() - abandonedAfterMs);
  }

  return {
    runDue,
    sweep,
    /** Until the signal aborts. */
    async run(): Promise<void> {
      let sweptAt = Number.NEGATIVE_INFINITY;
      let pauseMs = pollMs;
      while (!signal.aborted) {
        try {
          if (clock.now() - sweptAt >= sweepEveryMs) {
            sweptAt = clock.now();
            await sweep();
          }
          await runDue();
          pauseMs = pollMs;
        } catch (error) {
          pauseMs = Math.min(pauseMs * 2, 30_000);
          log.warn({ err: error, pauseMs }, 'clips wait');
        }
        await pause(pauseMs, undefined, { signal }).catch((error: Error) => {
          if (error.name !== 'AbortError') throw error;
        });
      }
    },
  };
}
