import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDetector } from '../server/detect/detector.ts';
import type { Model } from '../server/detect/model-registry.ts';
import type { ModelSession } from '../server/detect/open-session.ts';
import { createSegmentRing } from '../server/evidence/segment-ring.ts';
import type { HardwareDecoding } from '../server/ingest/hardware-decoding.ts';
import { shapeForModel } from '../server/ingest/picture-scaler.ts';
import { createScene } from '../server/worker/create-scene.ts';
import { createTurnstile } from '../server/worker/turnstile.ts';
import { watchCamera } from '../server/worker/watch-camera.ts';
import type { LoadTimes } from './streams-load.ts';

const warmUpMs = 5_000;

/** The worker's own loop over live streams; timed from a segment's arrival to the scene's decision on its picture. */
export const watchStreams = async (options: {
  model: Model;
  session: ModelSession;
  sharesRuns: boolean;
  hardware: HardwareDecoding | undefined;
  streams: number;
  seconds: number;
  port: number;
  firstStream: number;
}): Promise<LoadTimes> => {
  const { model, session, sharesRuns, hardware, streams, seconds, port, firstStream } = options;
  const stop = new AbortController();
  const folder = await mkdtemp(path.join(tmpdir(), 'eyrie-bench-'));
  const ring = createSegmentRing({ dir: folder, keepMs: 30_000 });
  const turnstile = createTurnstile();
  const times: LoadTimes = { latenciesMs: [], due: 0, done: 0 };
  const watch = (stream: number) => {
    const code = `bench-${stream}`;
    const geometry = { heightMetres: 6, bearingDegrees: 0, tiltDegrees: -18, horizontalFovDegrees: 70 };
    const scene = createScene({ scene: 'fire-lane', settings: {}, geometry, mode: 'live' });
    const arrivals = new Map<number, number>();
    return watchCamera({
      camera: {
        code,
        streamUrl: `http://127.0.0.1:${port}/${stream}/1/live.m3u8`,
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
          const arrivedAt = arrivals.get(Math.round(seen.frame.at / 1000));
          if (arrivedAt !== undefined) times.latenciesMs.push(Date.now() - arrivedAt);
          times.done += 1;
          return changes;
        },
      },
      signal: stop.signal,
      turnstile,
      sharesRuns,
      hardware,
      keepSegment(segment) {
        times.due += 1;
        // Segments last a second, and their only keyframe stands at their start.
        arrivals.set(Math.round(segment.startAt / 1000), segment.arrivedAt);
        return ring.keep(code, segment);
      },
      record: async () => {},
      processed: () => {},
      onFailure: (failure) => process.stderr.write(`${failure.message}\n`),
    });
  };
  const watched = Array.from({ length: streams }, (_, i) => watch(firstStream + i));
  try {
    await pause(warmUpMs);
    Object.assign(times, { latenciesMs: [], due: 0, done: 0 } satisfies LoadTimes);
    await pause(seconds * 1000);
    return { ...times, latenciesMs: [...times.latenciesMs] };
  } finally {
    stop.abort();
    await Promise.all(watched.map(({ done }) => done));
    await rm(folder, { recursive: true });
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
