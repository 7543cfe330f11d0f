import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Observation } from '#contract/detection.ts';
import { createDetector } from '../detect/detector.ts';
import { openSession } from '../detect/open-session.ts';
import { shapeForModel } from '../ingest/picture-scaler.ts';
import { type StreamServer, startStreamServer } from '../ingest/stream-test-server.ts';
import { checkModel } from '../models/check-model.ts';
import { shippedPicture } from '../models/test-frames.ts';
import { watchCamera } from './watch-camera.ts';

let server: StreamServer;
beforeAll(async () => {
  server = await startStreamServer();
});
afterAll(() => server.close());

const fixture = (name: string) => fileURLToPath(new URL(`../models/fixtures/${name}.onnx`, import.meta.url));

it.each([
  ['yolov8', 8],
  ['detection-lists-misnamed', 1],
  ['yolov8-half', 1],
])('watches a stream with %s as the check has written it down', async (name, mostPictures) => {
  const { best } = await checkModel(fixture(name), shippedPicture);
  if (!best) throw new Error('The check knows no family');
  const { manifest } = best;
  const opened = await openSession(
    { manifest: { ...manifest, classMap: undefined }, bytes: await readFile(fixture(name)) },
    { mostPictures: 8 },
  );
  expect(opened.mostPictures).toBe(mostPictures);
  server.set(name, {});
  const stop = new AbortController();
  const seen: Observation[] = [];
  const stream = watchCamera({
    camera: {
      code: name,
      streamUrl: server.url(name),
      scene: 'fire-lane',
      settings: {},
      location: [113, 30],
      groundElevationMetres: 0,
      geometry: { heightMetres: 6, bearingDegrees: 0, tiltDegrees: -10, horizontalFovDegrees: 60 },
    },
    detector: createDetector({ ...manifest, classMap: undefined }, opened.session),
    shape: shapeForModel(manifest.input),
    scene: {
      observe(observation) {
        seen.push(observation);
        stop.abort();
        return [];
      },
    },
    signal: stop.signal,
    sharesRuns: opened.mostPictures > 1,
    keepSegment: async () => {},
    record: async () => {},
    processed: () => {},
    onFailure: ({ message }) => {
      throw new Error(message);
    },
  });
  await stream.done;
  await opened.session.release();
  // The model's one thing fills a quarter of the width, around the middle of a 160×90 stream.
  const [first] = seen[0]?.detections ?? [];
  expect(first?.score).toBeCloseTo(0.9, 2);
  const [x = 0, , w = 0] = first?.box ?? [];
  expect([x + w / 2, w]).toEqual([expect.closeTo(80, 0), expect.closeTo(40, 0)]);
});
