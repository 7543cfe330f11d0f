import type { Frame, Observation, Scene, SceneChange } from '#contract/detection.ts';
import type { Detector } from '../detect/detector.ts';
import { createHealthTracker, type StreamHealth } from '../ingest/camera-health.ts';
import { createSegmentDecoder } from '../ingest/decode-segment.ts';
import type { Fetch } from '../ingest/fetch-limited.ts';
import type { HardwareDecoding } from '../ingest/hardware-decoding.ts';
import { keepLatest } from '../ingest/keep-latest.ts';
import type { PictureShape } from '../ingest/picture-scaler.ts';
import type { Segment } from '../ingest/segment.ts';
import { asStreamFailure, type StreamFailure } from '../ingest/stream-failure.ts';
import { watchStream } from '../ingest/watch-stream.ts';
import { createRecentSegments } from './recent-segments.ts';
import { drawSnapshot } from './snapshot.ts';
import { createTurnstile, type Turnstile } from './turnstile.ts';
import { seesEveryFrame, type WatchedCamera } from './watched-camera.ts';

/** What one watched camera gives and needs; everything else of the worker comes in as these functions. */
export interface WatchCameraOptions {
  camera: WatchedCamera;
  detector: Detector;
  shape: PictureShape;
  scene: Scene;
  signal: AbortSignal;
  /** Keeps a segment as evidence. */
  keepSegment(segment: Segment): Promise<void>;
  /** Resolves when the change can't be lost any more. */
  record(change: SceneChange, seen: Seen): Promise<void>;
  /** Everything until then is decided and recorded. */
  processed(until: number): void;
  onFailure(failure: StreamFailure, pauseMs?: number): void;
  /** Shared by the cameras of a process. */
  turnstile?: Turnstile;
  /** Decodes for all cameras of a process. */
  hardware?: HardwareDecoding | undefined;
  /** The model runs on pictures of several cameras at once: who waits for it lets the others decode. */
  sharesRuns?: boolean;
  now?: () => number;
  fetch?: Fetch;
}

export interface Seen {
  picture: { width: number; height: number };
  snapshot?: { jpeg: Uint8Array; at: number };
}

export interface WatchedStream {
  health(): StreamHealth;
  /** Settles when the signal is aborted and the last frame is done. */
  done: Promise<void>;
}

/** Live segments that may wait while every frame is looked at: beyond it the newest counts. */
const liveBacklog = 2;
/** After a restart so much is seen again, so that a fall that was under way is seen whole. */
const seenAgainMs = 4_000;
/** How long live segments wait, and none is skipped, while what a restart missed is seen. */
const catchUpMs = 30_000;

/** Watches one camera until the signal is aborted: cameras → ingest → detect → scene → record. */
export const watchCamera = (options: WatchCameraOptions): WatchedStream => {
  const { camera, detector, scene, signal, now = Date.now, turnstile = createTurnstile() } = options;
  const everyFrame = seesEveryFrame(camera);
  const health = createHealthTracker(now);
  const recent = createRecentSegments(everyFrame ? 4 : 1);
  const sampling = everyFrame ? 'every' : 'keyframe';
  const decoder = createSegmentDecoder(options.shape, sampling, health.reported, options.hardware);

  let endTurn = (): void => {};
  const takeTurn = async (): Promise<void> => {
    endTurn = await turnstile.enter();
  };
  /** Lets the other cameras go first, after every frame. */
  const passTurn = async (): Promise<void> => {
    endTurn();
    await takeTurn();
  };

  const detect = (frame: Frame): Promise<Observation | undefined> => {
    if (options.sharesRuns) endTurn();
    return detector.detect(frame);
  };

  const lookAt = async (segment: Segment): Promise<void> => {
    recent.add(segment);
    if (segment.discontinuity) detector.reset();
    for (const frame of decoder.frames(segment)) {
      const observation = await detect(frame);
      health.analysed(frame.at);
      if (!observation) continue;
      for (const change of scene.observe(observation)) await recordChange(change, observation.frame);
      if (signal.aborted) return;
      if (everyFrame) await passTurn();
    }
    if (everyFrame) options.processed(segment.startAt + segment.durationMs);
  };

  const recordChange = async (change: SceneChange, picture: Seen['picture']): Promise<void> => {
    const segment = recent.around(change.at);
    const { width, height } = picture;
    const snapshot = segment && wantsSnapshot(change) ? await snapshotOf(segment, change) : undefined;
    await options.record(change, { picture: { width, height }, ...(snapshot ? { snapshot } : {}) });
  };

  /** A case without its picture is better than no case. */
  const snapshotOf = async (segment: Segment, change: SceneChange): Promise<Seen['snapshot']> => {
    try {
      return await drawSnapshot(segment, everyFrame ? decisiveMoment(change) : 'keyframe', change);
    } catch (error) {
      options.onFailure(asStreamFailure(error));
      return undefined;
    }
  };

  const run = async (): Promise<void> => {
    const segments = watchStream({
      url: camera.streamUrl,
      signal,
      now,
      report: health.reported,
      onFailure(failure, pauseMs) {
        health.failed(failure.reason);
        options.onFailure(failure, pauseMs);
      },
      ...(options.fetch ? { fetch: options.fetch } : {}),
      ...(camera.processedUntil === undefined ? {} : { resumeFromAt: camera.processedUntil - seenAgainMs }),
    });
    const arriving = kept(segments, options);
    const latest = keepLatest(everyFrame ? withTimeToCatchUp(arriving) : arriving, {
      capacity: everyFrame ? liveBacklog : 1,
      mustKeep: ({ catchUp }) => catchUp,
      onGap: () => detector.reset(),
      beforeNext: takeTurn,
    });
    try {
      for await (const segment of latest) {
        try {
          await lookAt(segment);
        } catch (error) {
          const failure = asStreamFailure(error);
          // A stream that breaks in itself is tried on; anything else is a fault of ours and shows in the log.
          health.reported(failure.reason);
          options.onFailure(failure);
          detector.reset();
        } finally {
          endTurn();
        }
      }
    } finally {
      endTurn();
      decoder.close();
    }
  };

  return { health: health.current, done: run() };
};

const wantsSnapshot = ({ change }: SceneChange): boolean => change === 'opened' || change === 'cleared';

/** A throw is shown half way down; anything else when it was decided. */
const decisiveMoment = ({ at, track }: SceneChange): number =>
  track?.[Math.floor(track.length / 2)]?.[0] ?? at;

/** What comes while the past is still looked at belongs to the past when its turn comes: skipping it leaves a hole. */
async function* withTimeToCatchUp(segments: AsyncIterable<Segment>): AsyncGenerator<Segment> {
  let until = Number.NEGATIVE_INFINITY;
  for await (const segment of segments) {
    if (segment.catchUp) until = segment.arrivedAt + catchUpMs;
    yield { ...segment, catchUp: segment.arrivedAt < until };
  }
}

/** Footage is kept as it arrives, before anyone has time to look at it. */
async function* kept(
  segments: AsyncIterable<Segment>,
  { keepSegment, onFailure }: Pick<WatchCameraOptions, 'keepSegment' | 'onFailure'>,
): AsyncGenerator<Segment> {
  for await (const segment of segments) {
    keepSegment(segment).catch((error: unknown) => onFailure(asStreamFailure(error)));
    yield segment;
  }
}
