import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Observation, Scene, SceneChange } from '#contract/detection.ts';
import type { Detector } from '../detect/detector.ts';
import type { Segment } from '../ingest/segment.ts';
import { type StreamServer, startStreamServer } from '../ingest/stream-test-server.ts';
import { changeOf } from './test-changes.ts';
import { createTurnstile } from './turnstile.ts';
import { type Seen, type WatchCameraOptions, watchCamera } from './watch-camera.ts';

let server: StreamServer;
beforeAll(async () => {
  server = await startStreamServer();
});
afterAll(() => server.close());

const camera = (name: string, scene: SceneChange['scene']): WatchCameraOptions['camera'] => ({
  code: name,
  streamUrl: server.url(name),
  scene,
  settings: {},
  location: [113, 30],
  groundElevationMetres: 0,
  geometry: { heightMetres: 6, bearingDegrees: 0, tiltDegrees: -10, horizontalFovDegrees: 60 },
});

/** Sees nothing, in its own time. */
const slowDetector = (workMs = 0): Detector => ({
  async detect(frame) {
    if (workMs > 0) await new Promise((resolve) => setTimeout(resolve, workMs));
    return { frame, detections: [] };
  },
  reset: () => {},
});

/** Watches with a scene of the test's own until that calls `enough`. */
const watch = async (
  name: string,
  options: { scene?: SceneChange['scene']; processedUntil?: number } & Pick<
    Partial<WatchCameraOptions>,
    'detector' | 'turnstile' | 'sharesRuns'
  >,
  observe: (seen: Observation, enough: () => void) => SceneChange[],
) => {
  const stop = new AbortController();
  const recorded: { change: SceneChange; seen: Seen }[] = [];
  const kept: Segment[] = [];
  const until: number[] = [];
  const said: string[] = [];
  const scene: Scene = { observe: (seen) => observe(seen, () => stop.abort()) };
  const stream = watchCamera({
    camera: {
      ...camera(name, options.scene ?? 'fire-lane'),
      ...(options.processedUntil === undefined ? {} : { processedUntil: options.processedUntil }),
    },
    detector: options.detector ?? slowDetector(),
    shape: { width: 64, height: 36, fit: 'stretch', colour: 'rgb' },
    scene,
    signal: stop.signal,
    keepSegment: async (segment) => void kept.push(segment),
    record: async (change, seen) => void recorded.push({ change, seen }),
    processed: (at) => until.push(at),
    onFailure: (failure) => said.push(failure.message),
    ...(options.turnstile ? { turnstile: options.turnstile } : {}),
    ...(options.sharesRuns ? { sharesRuns: true } : {}),
  });
  await stream.done;
  return { recorded, kept, until, said, health: stream.health() };
};

it('records a change with the decisive picture at full size, and the box drawn in', async () => {
  server.set('decisive', {});
  const { recorded, kept, said, health } = await watch('decisive', {}, ({ frame }, enough) => {
    enough();
    return [changeOf({ at: frame.at })];
  });
  expect(said).toEqual([]);
  expect(health).toMatchObject({ state: 'up' });
  expect(kept.length).toBeGreaterThan(0);
  const [
    {
      change,
      seen: { picture, snapshot },
    },
  ] = recorded as [(typeof recorded)[number]];
  expect(picture).toEqual({ width: 160, height: 90 });
  expect(snapshot?.at).toBe(change.at);
  const { data, info } = await sharp(snapshot?.jpeg).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 160, height: 90 });
  // The left edge of the box at [40, 30, 50, 40] is drawn in the scene's orange-red.
  const pixel = (50 * 160 + 40) * 3;
  expect((data[pixel] as number) - (data[pixel + 2] as number)).toBeGreaterThan(40);
});

it('shows a throw in the middle of its fall, though it is decided later', async () => {
  server.set('throw', { segmentsPerSecond: 1 });
  const times: number[] = [];
  const { recorded, until } = await watch('throw', { scene: 'high-rise-throwing' }, ({ frame }, enough) => {
    times.push(frame.at);
    if (times.length < 14) return [];
    enough();
    const track = times.slice(2, 7).map((at): [number, number, number] => [at, 20, 20]);
    return [changeOf({ scene: 'high-rise-throwing', at: times[2] as number, track })];
  });
  expect(recorded[0]?.seen.snapshot?.at).toBe(times[4]);
  expect(until.length).toBeGreaterThan(0);
});

it('skips to the newest when it is too slow, and says nothing is wrong with the camera', async () => {
  server.set('slow', { segmentsPerSecond: 20 });
  const times: number[] = [];
  const { kept, said } = await watch('slow', { detector: slowDetector(400) }, ({ frame }, enough) => {
    times.push(frame.at);
    if (times.length === 6) enough();
    return [];
  });
  expect(said).toEqual([]);
  // Six looks of 0.4 s at a camera that sends 20 segments a second: most of them were never looked at.
  expect(kept.length).toBeGreaterThan(20);
  expect((times[5] as number) - (times[0] as number)).toBeGreaterThan(1_500);
});

it('skips nothing of a façade while it catches up after a restart, however slowly', async () => {
  const { startAt } = server.set('restarted', { segmentsPerSecond: 4, window: 30 });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const { until } = await watch(
    'restarted',
    { scene: 'high-rise-throwing', processedUntil: startAt as number, detector: slowDetector(15) },
    ({ frame }, enough) => {
      if (frame.at > (startAt as number) + 8_000) enough();
      return [];
    },
  );
  expect(until.length).toBeGreaterThan(20);
  const stepsMs = until.slice(1).map((at, i) => at - (until[i] as number));
  expect(Math.max(...stepsMs), 'the longest hole').toBeLessThan(400);
});

it('turns degraded, goes on and tells its log when a scene fails', async () => {
  server.set('buggy', {});
  let count = 0;
  const { said, health } = await watch('buggy', {}, (_, enough) => {
    count += 1;
    if (count === 1) throw new TypeError('a bug of ours');
    if (count === 4) enough();
    return [];
  });
  expect(said[0]).toMatch(/TypeError: a bug of ours/);
  expect(health).toMatchObject({ state: 'degraded', reason: 'internal' });
});

it('lets the other cameras decode while it waits for a run that they share', async () => {
  const turnstile = createTurnstile();
  const asking: (() => void)[] = [];
  /** Answers nobody before both have asked, as a batch of two does. */
  const togetherOnly: Detector = {
    async detect(frame) {
      await new Promise<void>((resolve) => {
        asking.push(resolve);
        if (asking.length === 2) for (const answer of asking.splice(0)) answer();
      });
      return { frame, detections: [] };
    },
    reset: () => {},
  };
  const options = { detector: togetherOnly, turnstile, sharesRuns: true };
  const looks = ['first', 'second'].map((name) => {
    server.set(name, {});
    let count = 0;
    return watch(name, options, (_, enough) => {
      count += 1;
      if (count === 2) enough();
      return [];
    });
  });
  const results = await Promise.all(looks);
  expect(results.flatMap(({ said }) => said)).toEqual([]);
});
