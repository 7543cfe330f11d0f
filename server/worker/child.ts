import { type Model, type ModelError, readModels } from '../detect/model-registry.ts';
import { createSegmentRing } from '../evidence/segment-ring.ts';
import { openHardwareDecoding } from '../ingest/hardware-decoding.ts';
import { readConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';
import type { FromChild, ToChild } from './messages.ts';
import { createOutbox } from './outbox.ts';
import { createHealthReport } from './report-health.ts';
import { createCameraWatch } from './watch-cameras.ts';
import { workerFolders } from './worker-folders.ts';

/** One video process: native code may crash it, and takes only its own share of the cameras along. */

const config = readConfig();
const log = createLog({ process: `worker child ${process.pid}`, level: config.EYRIE_LOG_LEVEL });
const folders = workerFolders(config.EYRIE_DATA_DIR);

const say = (message: FromChild): void => {
  if (process.connected) process.send?.(message);
};

const startWatch = (models: ReadonlyMap<string, Model>) =>
  createCameraWatch({
    models,
    providers: config.EYRIE_PROVIDERS,
    hardware: openHardwareDecoding(config.EYRIE_DECODER, (line) => log.info(line)),
    ring: createSegmentRing({ dir: folders.segments, keepMs: config.EYRIE_SEGMENT_MINUTES * 60_000 }),
    outbox: createOutbox(folders.outbox),
    say,
    log,
  });

const logBroken = (error: ModelError): void => log.error(error.message);
// Messages come as soon as the process stands: they wait for the models, not the other way round.
const watching = readModels(config.EYRIE_MODELS_DIR, logBroken, config.EYRIE_PREFER_MODELS).then(startWatch);

const stopPatienceMs = 2_000;
const stop = async (): Promise<void> => {
  setTimeout(() => process.exit(0), stopPatienceMs).unref();
  await (await watching).stop();
  process.exit(0);
};

process.on('message', async (message: ToChild) => {
  if (message.type === 'stop') await stop();
  else (await watching).watch(message.cameras);
});
// The worker is gone: whoever comes next starts children of its own.
process.on('disconnect', () => process.exit(0));
// It may have gone while we were still loading, before anybody here could hear of it.
if (process.connected === false) process.exit(0);
// The worker says when to stop; a Ctrl-C reaches the whole group.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => void stop());

const reportEveryMs = 1_000;
const cameras = await watching;
const changedStandings = createHealthReport();
setInterval(() => {
  say({ type: 'alive' });
  const changed = changedStandings(cameras.standings(), Date.now());
  if (Object.keys(changed).length > 0) say({ type: 'health', cameras: changed });
}, reportEveryMs);
