import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createDetector } from '../server/detect/detector.ts';
import { readModels } from '../server/detect/model-registry.ts';
import { openSession } from '../server/detect/open-session.ts';
import { modelForScene } from '../server/detect/scene-model.ts';
import { createSegmentDecoder } from '../server/ingest/decode-segment.ts';
import { openHardwareDecoding } from '../server/ingest/hardware-decoding.ts';
import { shapeForModel } from '../server/ingest/picture-scaler.ts';
import type { Segment } from '../server/ingest/segment.ts';
import { readConfig } from '../server/platform/config.ts';
import { createTurnstile } from '../server/worker/turnstile.ts';
import type { StreamsAnswer, StreamsTask } from './streams.ts';
import { runLoad } from './streams-load.ts';
import { watchStreams } from './streams-whole.ts';

/** One video process of the bench: its share of the streams, decoded, judged or both, with what the worker uses. */

const config = readConfig();
const model = modelForScene(
  await readModels(config.EYRIE_MODELS_DIR, undefined, config.EYRIE_PREFER_MODELS),
  'fire-lane',
);
const shape = shapeForModel(model.manifest.input);
const { session, provider, mostPictures } = await openSession(model, {
  providers: config.EYRIE_PROVIDERS,
});
const quiet = (): void => {};
const hardware = openHardwareDecoding(config.EYRIE_DECODER, quiet);

const segmentOf = (bytes: Buffer): Segment => ({
  sequence: 0,
  startAt: 0,
  durationMs: 1000,
  arrivedAt: 0,
  discontinuity: false,
  catchUp: false,
  container: 'ts',
  bytes,
});

const run = async ({
  kind,
  streams,
  seconds,
  folder,
  port,
  firstStream,
}: StreamsTask): Promise<StreamsAnswer> => {
  const about = { provider, mostPictures, usesCard: hardware !== undefined };
  if (kind === 'whole') {
    const watched = {
      model,
      session,
      sharesRuns: mostPictures > 1,
      hardware,
      streams,
      seconds,
      port,
      firstStream,
    };
    return { ...about, ...(await watchStreams(watched)) };
  }
  const bytes = await readFile(path.join(folder, '1s-0.mpegts'));
  const sampling = kind === 'decode-every' ? 'every' : 'keyframe';
  const decoders = Array.from({ length: streams }, () =>
    createSegmentDecoder(shape, sampling, quiet, hardware),
  );
  const turnstile = createTurnstile();
  const decode = async (stream: number): Promise<void> => {
    const endTurn = await turnstile.enter();
    for (const _ of decoders[stream]?.frames(segmentOf(bytes)) ?? []);
    endTurn();
  };
  const [frame] = createSegmentDecoder(shape, 'keyframe', quiet).frames(segmentOf(bytes));
  if (!frame) throw new Error('The footage for the bench has no keyframe');
  const detectors = Array.from({ length: streams }, () => createDetector(model.manifest, session));
  const infer = async (stream: number): Promise<void> => void (await detectors[stream]?.detect(frame));
  const look = kind === 'infer' ? infer : decode;
  await look(0);
  const times = await runLoad({ streams, periodMs: 1000, seconds, look });
  for (const decoder of decoders) decoder.close();
  return { ...about, ...times };
};

process.on('message', (task: StreamsTask) => {
  run(task).then(
    (answer) => process.send?.(answer, () => process.exit(0)),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
