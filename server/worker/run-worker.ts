import { hostname } from 'node:os';
import { endForgottenPreAlarms } from '../cases/pre-alarm.repository.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import type { GroundElevation } from '../georeference/terrain.ts';
import { type Pool, transact } from '../platform/db.ts';
import type { Log } from '../platform/log.ts';
import { writeStandings } from './camera-health.repository.ts';
import { addUptime } from './camera-uptime.repository.ts';
import { createChildPool } from './child-pool.ts';
import { beat, claimCameras, releaseCameras, type WorkerFacts } from './claim.repository.ts';
import { createUptimeCount } from './count-uptime.ts';
import { createDelivery } from './deliver-change.ts';
import type { CameraStanding, FromChild } from './messages.ts';
import { createOutbox } from './outbox.ts';
import { repeat } from './repeat.ts';
import { createOutboxSender } from './send-outbox.ts';
import { readTerrain } from './terrain.repository.ts';
import { readWatchedCameras, writeCursors } from './watched-camera.repository.ts';
import { withCursors } from './with-cursors.ts';
import { workerFolders } from './worker-folders.ts';

export interface RunWorkerOptions {
  workerId: string;
  pool: Pool;
  log: Log;
  signal: AbortSignal;
  dataDir: string;
  /** Number of video processes. */
  children: number;
  store: EvidenceStore;
  /** Cuts the clips that cases wait for, until the signal. */
  runClipJobs(ringDir: string, store: EvidenceStore): Promise<void>;
  onReady(): void;
  childEnv?: NodeJS.ProcessEnv;
}

const claimEveryMs = 5_000;
const writeEveryMs = 2_000;
const uptimeEveryMs = 60_000;

/** Shares the cameras with other workers, keeps the children at them, and brings what they see to the database. */
export const runWorker = async (options: RunWorkerOptions): Promise<void> => {
  const { workerId, pool, log, signal, children: count, store } = options;
  const folders = workerFolders(options.dataDir);
  const facts: WorkerFacts = { id: workerId, host: hostname(), children: count, startedAt: Date.now() };
  const standings = new Map<string, CameraStanding>();
  const seenUntil = new Map<string, number>();
  const cursorsToWrite = new Map<string, number>();
  const begun = new Map<string, number>();

  const outbox = createOutbox(folders.outbox);
  const deliver = createDelivery({ pool, store, workerId, ground: onceRead(() => readTerrain(pool)) });
  const sender = createOutboxSender({ outbox, deliver, log, signal });

  const hear = (message: FromChild): void => {
    switch (message.type) {
      case 'recorded':
        sender.nudge();
        return;
      case 'processed':
        seenUntil.set(message.cameraCode, message.until);
        cursorsToWrite.set(message.cameraCode, message.until);
        return;
      case 'began':
        begun.set(message.cameraCode, message.at);
        return;
      case 'health':
        for (const [code, standing] of Object.entries(message.cameras)) standings.set(code, standing);
        return;
      case 'provider':
        facts.provider = message.provider;
        facts.providerNote = message.notes.join('; ');
        log.info({ provider: message.provider, notes: message.notes }, 'a model runs');
        return;
      case 'alive':
        return;
    }
  };

  const children = createChildPool({
    count,
    log,
    onMessage: hear,
    withCursors: (cameras) => withCursors(cameras, seenUntil),
    ...(options.childEnv ? { env: options.childEnv } : {}),
  });

  const shareCameras = async (): Promise<void> => {
    await beat(pool, facts);
    const codes = await claimCameras(pool, workerId);
    children.watch(await readWatchedCameras(pool, codes));
  };

  const writeDown = async (): Promise<void> => {
    const began = new Map(begun);
    if (began.size > 0) await transact(pool, (tx, emit) => endForgottenPreAlarms(tx, emit, began));
    for (const [code, at] of began) if (begun.get(code) === at) begun.delete(code);
    const turned = new Map(standings);
    if (turned.size > 0) await writeStandings(pool, turned);
    for (const [code, standing] of turned) if (standings.get(code) === standing) standings.delete(code);
    const cursors = new Map(cursorsToWrite);
    await writeCursors(pool, cursors);
    for (const [code, until] of cursors) if (cursorsToWrite.get(code) === until) cursorsToWrite.delete(code);
  };

  const countUptime = createUptimeCount({
    everyMs: uptimeEveryMs,
    add: (seconds) => addUptime(pool, workerId, seconds),
  });

  const loops = { log, signal };
  options.onReady();
  log.info({ workerId, children: count }, 'the worker runs');
  await Promise.all([
    repeat('Sharing the cameras', claimEveryMs, shareCameras, loops),
    repeat('Writing how cameras stand', writeEveryMs, writeDown, loops),
    repeat('Counting watched time', uptimeEveryMs, countUptime, loops),
    sender.run(),
    options.runClipJobs(folders.segments, store),
  ]);

  await children.stop();
  await inOrder(log, [writeDown, () => sender.sendLast(), () => releaseCameras(pool, workerId)]);
  log.info({ workerId }, 'the worker has stopped');
};

/** What is left to do at the end, as far as the database is there. */
const inOrder = async (log: Log, steps: (() => Promise<unknown>)[]): Promise<void> => {
  for (const step of steps) {
    await step().catch((error: Error) => log.warn({ error: error.message }, 'left undone while stopping'));
  }
};

/** Reads once; a failed reading is tried again at the next call. */
const onceRead = (read: () => Promise<GroundElevation>): (() => Promise<GroundElevation>) => {
  let known: Promise<GroundElevation> | undefined;
  return () => {
    known ??= read().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
};
