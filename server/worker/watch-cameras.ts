import { ZodError } from 'zod';
import { createDetector } from '../detect/detector.ts';
import type { Model } from '../detect/model-registry.ts';
import { type OpenedSession, openSession } from '../detect/open-session.ts';
import { modelForScene } from '../detect/scene-model.ts';
import type { SegmentRing } from '../evidence/segment-ring.ts';
import type { HardwareDecoding } from '../ingest/hardware-decoding.ts';
import { shapeForModel } from '../ingest/picture-scaler.ts';
import type { Log } from '../platform/log.ts';
import { createScene } from './create-scene.ts';
import type { CameraStanding, FromChild } from './messages.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';
import { createTurnstile } from './turnstile.ts';
import { type WatchedStream, watchCamera } from './watch-camera.ts';
import type { WatchedCamera } from './watched-camera.ts';

/** Watches the cameras that the worker names, and starts, changes and stops them as it names others. */
export const createCameraWatch = (options: {
  models: ReadonlyMap<string, Model>;
  providers: string;
  hardware: HardwareDecoding | undefined;
  ring: SegmentRing;
  outbox: Outbox;
  say(message: FromChild): void;
  log: Log;
}) => {
  const { models, ring, outbox, say, log } = options;
  const sessions = new Map<string, Promise<OpenedSession>>();
  const watched = new Map<string, Watched>();
  const turnstile = createTurnstile();

  /** One session per model serves all cameras of this process. */
  const sessionFor = (model: Model): Promise<OpenedSession> => {
    const { name } = model.manifest;
    const known = sessions.get(name);
    if (known) return known;
    const opening = openSession(model, { providers: options.providers, threads: 1 });
    sessions.set(name, opening);
    opening.then(
      ({ provider, notes }) => say({ type: 'provider', provider, notes }),
      () => sessions.delete(name),
    );
    return opening;
  };

  const start = (camera: WatchedCamera): Watched => {
    const stop = new AbortController();
    const entry: Watched = { fingerprint: fingerprintOf(camera), stop, standing: waiting() };
    entry.done = begin(camera, entry).catch((error: unknown) => {
      const reason = error instanceof ZodError ? 'bad-settings' : 'no-model';
      const message = error instanceof ZodError ? error.issues[0]?.message : (error as Error).message;
      log.error({ cameraCode: camera.code, reason }, `a camera can't be watched: ${message}`);
      entry.standing = () => ({ state: 'down', reason, since: Date.now(), fps: 0 });
    });
    return entry;
  };

  const begin = async (camera: WatchedCamera, entry: Watched): Promise<void> => {
    const { code, geometry, settings, scene: sceneName } = camera;
    const scene = createScene({ scene: sceneName, settings, geometry, mode: 'live' });
    const model = modelForScene(models, sceneName);
    const { session, mostPictures } = await sessionFor(model);
    if (entry.stop.signal.aborted) return;
    const seenBy = seenByOf(model, settings);
    say({ type: 'began', cameraCode: code, at: Date.now() });
    const stream: WatchedStream = watchCamera({
      camera,
      scene,
      detector: createDetector(model.manifest, session, {
        runsPerLook: model.manifest.input.tiles?.runsPerLook,
      }),
      shape: shapeForModel(model.manifest.input),
      signal: entry.stop.signal,
      turnstile,
      sharesRuns: mostPictures > 1,
      hardware: options.hardware,
      keepSegment: (segment) => ring.keep(code, segment),
      async record(change, { picture, snapshot }) {
        const { streamUrl: _, processedUntil: __, ...shown } = camera;
        await outbox.put({ change, camera: shown, picture, seenBy, ...(snapshot ? { snapshot } : {}) });
        say({ type: 'recorded' });
      },
      processed: (until) => say({ type: 'processed', cameraCode: code, until }),
      onFailure(failure, pauseMs) {
        log.warn({ cameraCode: code, reason: failure.reason, pauseMs }, failure.message);
      },
    });
    entry.standing = stream.health;
    await stream.done;
  };

  return {
    /** From now on these and no others. */
    watch(cameras: WatchedCamera[]): void {
      const wanted = new Map(cameras.map((camera) => [camera.code, camera]));
      for (const [code, entry] of watched) {
        const camera = wanted.get(code);
        if (camera && fingerprintOf(camera) === entry.fingerprint) continue;
        entry.stop.abort();
        watched.delete(code);
      }
      for (const [code, camera] of wanted) if (!watched.has(code)) watched.set(code, start(camera));
    },
    standings: (): Record<string, CameraStanding> =>
      Object.fromEntries([...watched].map(([code, { standing }]) => [code, standing()])),
    async stop(): Promise<void> {
      const ending = [...watched.values()];
      for (const { stop } of ending) stop.abort();
      await Promise.all(ending.map(({ done }) => done));
    },
  };
};

interface Watched {
  fingerprint: string;
  stop: AbortController;
  standing(): CameraStanding;
  done?: Promise<void>;
}

/** The model, and from which score on it counts for this camera. */
const seenByOf = ({ manifest }: Model, settings: WatchedCamera['settings']): OutboxEntry['seenBy'] => {
  const { name, version, sha256, thresholds } = manifest;
  const own = [settings.openScore, settings.scoreThreshold].find((value) => typeof value === 'number');
  return { model: { name, version, sha256 }, threshold: own ?? thresholds.score };
};

/** What makes a camera another one; how far it has come does not. */
const fingerprintOf = ({ processedUntil: _, ...camera }: WatchedCamera): string => JSON.stringify(camera);

const waiting = (): (() => CameraStanding) => {
  const since = Date.now();
  return () => ({ state: 'down', since, fps: 0 });
};
