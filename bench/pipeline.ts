import { fork } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDetector } from '../server/detect/detector.ts';
import { createModelInput } from '../server/detect/model-input.ts';
import { type Model, readModels } from '../server/detect/model-registry.ts';
import { type ModelSession, openSession } from '../server/detect/open-session.ts';
import { modelForScene } from '../server/detect/scene-model.ts';
import { createSegmentRing } from '../server/evidence/segment-ring.ts';
import { createSegmentDecoder } from '../server/ingest/decode-segment.ts';
import { openMemoryDemuxer } from '../server/ingest/memory-demuxer.ts';
import { shapeForModel } from '../server/ingest/picture-scaler.ts';
import { createVideoDecoder } from '../server/ingest/video-decoder.ts';
import { createScene } from '../server/worker/create-scene.ts';
import { createTurnstile } from '../server/worker/turnstile.ts';
import { type WatchedStream, watchCamera } from '../server/worker/watch-camera.ts';
import { makeFootage } from './pipeline-footage.ts';

/** What one core carries: the worker's own loop over 1080p streams from another process, against its own floor. */

export interface PipelineBench {
  source: string;
  provider: string;
  /** CPU milliseconds a sample: the keyframe's decoding and the model's run alone. */
  floor: { decodeMs: number; runMs: number };
  at: Record<'0.5Hz' | '1Hz', LoadResult>;
}

interface LoadResult {
  /** Cameras that fill one core. */
  camerasPerCore: number;
  /** CPU milliseconds a sample from fetch to scene, and the floor's share of it. */
  sampleMs: number;
  floorShare: number;
  cameras: number;
  /** Age of the picture when it had been judged. */
  lagMs: { p50: number; p99: number };
}

const root = fileURLToPath(new URL('..', import.meta.url));
const segmentsPerKind = 5;
const warmUpMs = 5_000;

export const benchPipeline = async (
  options: { seconds?: number; cameras?: number; modelsDir?: string; clip?: string } = {},
): Promise<PipelineBench> => {
  const { seconds = 20, cameras = 12, modelsDir = path.join(root, 'models') } = options;
  const clip =
    options.clip ?? process.env.BENCH_CLIP ?? path.join(root, 'geodata/footage/clips/lane-standing-day.mp4');
  const model = modelForScene(await readModels(modelsDir), 'fire-lane');
  const { session, provider } = await openSession(model);
  const folder = await mkdtemp(path.join(tmpdir(), 'eyrie-bench-'));
  try {
    const footage = await prepareFootage(folder, clip);
    const server = await startCameras(folder);
    try {
      const floor = await measureFloor(footage, model, session);
      const floorMs = floor.decodeMs + floor.runMs;
      const load = (segmentSeconds: 1 | 2, count: number): Promise<LoadResult> =>
        measureLoad({ folder, model, session, floorMs, segmentSeconds, count, seconds, port: server.port });
      const at = { '0.5Hz': await load(2, cameras), '1Hz': await load(1, Math.ceil(cameras / 2)) };
      return { source: '1920×1080 25 fps H.264 4 Mb/s', provider, floor, at };
    } finally {
      server.stop();
    }
  } finally {
    await session.release();
    await rm(folder, { recursive: true });
  }
};

const prepareFootage = async (folder: string, clip: string): Promise<Buffer[]> => {
  await mkdir(folder, { recursive: true });
  const kinds = new Map<number, Buffer[]>();
  for (const seconds of [1, 2]) {
    const segments = await makeFootage(clip, seconds, segmentsPerKind);
    for (const [i, bytes] of segments.entries())
      await writeFile(path.join(folder, `${seconds}s-${i}.mpegts`), bytes);
    kinds.set(seconds, segments);
  }
  return kinds.get(2) as Buffer[];
};

const startCameras = (folder: string): Promise<{ port: number; stop(): void }> =>
  new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL('./pipeline-cameras.ts', import.meta.url));
    const child = fork(file, [folder, String(segmentsPerKind)], {
      execArgv: ['--import', import.meta.resolve('tsx')],
    });
    child.once('error', reject);
    child.once('message', ({ port }: { port: number }) => resolve({ port, stop: () => child.kill() }));
  });

/** What can't be saved: decoding a keyframe from bytes in memory, and running the model on it. */
const measureFloor = async (
  segments: Buffer[],
  model: Model,
  session: ModelSession,
): Promise<PipelineBench['floor']> => {
  const decodeKeyframe = (bytes: Buffer): void => {
    const demuxer = openMemoryDemuxer(bytes, 'ts');
    const decoder = createVideoDecoder(demuxer.stream.codecpar);
    const first = demuxer.packets().next().value;
    for (const packet of [first ?? null, null]) for (const _ of decoder.decode(packet)) break;
    decoder.close();
    demuxer.close();
  };
  const input = createModelInput(model.manifest.input);
  const data = input.tensorOf([keyframeOf(segments[0] as Buffer, model)]);
  const run = () => session.run({ name: model.manifest.input.name, data, dims: input.dims });
  const decodeMs = await cpuMsEach(60, async (i) => decodeKeyframe(segments[i % segments.length] as Buffer));
  const runMs = await cpuMsEach(60, async () => void (await run()));
  return { decodeMs: round(decodeMs), runMs: round(runMs) };
};

const keyframeOf = (bytes: Buffer, { manifest }: Model) => {
  const decoder = createSegmentDecoder(shapeForModel(manifest.input), 'keyframe', () => {});
  const facts = {
    sequence: 0,
    startAt: 0,
    durationMs: 2000,
    arrivedAt: 0,
    discontinuity: false,
    catchUp: false,
  };
  for (const frame of decoder.frames({ ...facts, container: 'ts', bytes })) return frame.picture;
  throw new Error('The footage for the bench has no keyframe');
};

const measureLoad = async (options: {
  folder: string;
  model: Model;
  session: ModelSession;
  floorMs: number;
  segmentSeconds: 1 | 2;
  count: number;
  seconds: number;
  port: number;
}): Promise<LoadResult> => {
  const { model, session, segmentSeconds, count, port } = options;
  const stop = new AbortController();
  const ring = createSegmentRing({ dir: path.join(options.folder, 'ring'), keepMs: 60_000 });
  const turnstile = createTurnstile();
  const lags: number[] = [];
  const watch = (i: number): WatchedStream => {
    const geometry = { heightMetres: 6, bearingDegrees: 0, tiltDegrees: -18, horizontalFovDegrees: 70 };
    const scene = createScene({ scene: 'fire-lane', settings: {}, geometry, mode: 'live' });
    return watchCamera({
      camera: {
        code: `bench-${i}`,
        streamUrl: `http://127.0.0.1:${port}/${i}/${segmentSeconds}/live.m3u8`,
        scene: 'fire-lane',
        settings: {},
        location: [113, 30],
        groundElevationMetres: 0,
        geometry,
      },
      detector: createDetector(model.manifest, session),
      shape: shapeForModel(model.manifest.input),
      scene: {
        observe(seen) {
          const changes = scene.observe(seen);
          lags.push(Date.now() - seen.frame.at);
          return changes;
        },
      },
      signal: stop.signal,
      turnstile,
      keepSegment: (segment) => ring.keep(`bench-${i}`, segment),
      record: async () => {},
      processed: () => {},
      onFailure: (failure) => process.stderr.write(`${failure.message}\n`),
    });
  };
  const streams = Array.from({ length: count }, (_, i) => watch(i));
  await pause(warmUpMs);
  lags.length = 0;
  const before = cpuMs();
  await pause(options.seconds * 1000);
  const sampleMs = (cpuMs() - before) / lags.length;
  const sorted = lags.toSorted((a, b) => a - b);
  stop.abort();
  await Promise.all(streams.map(({ done }) => done));
  await pause(500);
  const quantile = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    camerasPerCore: Math.floor((1000 * segmentSeconds) / sampleMs),
    sampleMs: round(sampleMs),
    floorShare: round(options.floorMs / sampleMs, 2),
    cameras: count,
    lagMs: { p50: quantile(0.5), p99: quantile(0.99) },
  };
};

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const cpuMsEach = async (times: number, work: (i: number) => Promise<void>): Promise<number> => {
  for (let i = 0; i < 10; i++) await work(i);
  const before = cpuMs();
  for (let i = 0; i < times; i++) await work(i);
  return (cpuMs() - before) / times;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(
    JSON.stringify(
      await benchPipeline({
        ...(process.env.EYRIE_MODELS_DIR ? { modelsDir: process.env.EYRIE_MODELS_DIR } : {}),
      }),
    ),
  );
}
