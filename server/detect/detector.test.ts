import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createDetector } from './detector.ts';
import { type Model, readModel } from './model-registry.ts';
import { type ModelSession, type ModelTensor, openSession } from './open-session.ts';
import { frameOf, manifestOf } from './test-pictures.ts';

const tiny = (await readModel(fileURLToPath(new URL('./fixtures/tiny', import.meta.url)))) as Model;

it('runs a real model on a real picture', async () => {
  const { session, provider } = await openSession(tiny);
  const detector = createDetector(tiny.manifest, session);
  const frame = frameOf({ width: 32, height: 16, scale: 4, at: 77, pixel: (x) => (x >= 16 ? 230 : 20) });
  const observation = await detector.detect(frame);
  expect(provider).toBe('cpu');
  expect(observation).toEqual({
    frame,
    detections: [{ label: 'car', score: expect.closeTo(230 / 255, 4), box: [64, 0, 64, 64] }],
  });
  await session.release();
});

it('falls back to the CPU where a GPU is wished for and none is there', async () => {
  const { provider, notes, session } = await openSession(tiny, { providers: 'tensorrt,cuda,cpu' });
  expect(['tensorrt', 'cuda', 'cpu']).toContain(provider);
  if (provider === 'cpu') expect(notes.join()).toMatch(/tensorrt: .*cuda: /);
  await session.release();
});

it('says what a model lacks of what its manifest names', async () => {
  const wrong = {
    ...tiny,
    manifest: { ...tiny.manifest, output: { family: 'yolox-grid', name: 'boxes', strides: [16] } },
  } as Model;
  await expect(openSession(wrong)).rejects.toThrow(/has no output boxes; it has inputs image, outputs grid/);
  await expect(openSession({ ...tiny, bytes: Buffer.from('no model') })).rejects.toThrow(
    /tiny can't be loaded/,
  );
});

const heatOutput = { family: 'heat-map', heat: 'heat', stride: 16, maxPeaks: 4, boxSide: 4 } as const;

/** A session that remembers what it was given and finds one peak in the left cell. */
const recordingSession = () => {
  const given: ModelTensor[] = [];
  const session: ModelSession = {
    async run(input) {
      given.push(input);
      return { heat: { data: Float32Array.from([0.9, 0]), dims: [1, 1, 1, 2] } };
    },
    release: async () => {},
  };
  return { given, session };
};
const stackManifest = (more = {}) =>
  manifestOf({
    input: { layout: 'NCHW', colour: 'grey', frames: 3, frameStride: 2, referenceFrame: 1, ...more },
    output: heatOutput,
    classes: ['falling-object'],
  });
const greyFrame = (i: number, gapMs = 40) =>
  frameOf({ width: 32, height: 16, channels: 1, at: i * gapMs, pixel: () => i });

it('waits for as many frames as the model stacks, strides apart, and answers for its reference frame', async () => {
  const { given, session } = recordingSession();
  const detector = createDetector(stackManifest(), session);
  const found = [];
  for (let i = 0; i < 6; i++) found.push(await detector.detect(greyFrame(i)));
  expect(found.map((observation) => observation?.frame.at)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    80,
    120,
  ]);
  expect([0, 512, 1024].map((i) => given[0]?.data[i])).toEqual([0, 2, 4]);
  expect(given[0]?.dims).toEqual([1, 3, 16, 32]);
});

it('runs only on every n-th frame where the model says so', async () => {
  const { given, session } = recordingSession();
  const detector = createDetector(
    stackManifest({ frames: 1, frameStride: 1, referenceFrame: 0, everyFrames: 3 }),
    session,
  );
  for (let i = 0; i < 9; i++) await detector.detect(greyFrame(i));
  expect(given.map(({ data }) => data[0])).toEqual([0, 3, 6]);
});

it('never stacks frames across a gap, a change of size or a reset', async () => {
  const { given, session } = recordingSession();
  const detector = createDetector(stackManifest({ frames: 2, frameStride: 1 }), session);
  for (const i of [0, 1, 2, 50, 51]) await detector.detect(greyFrame(i));
  detector.reset();
  await detector.detect(greyFrame(52));
  await detector.detect({ ...greyFrame(53), width: 640 });
  expect(given.map(({ data }) => [data[0], data[512]])).toEqual([
    [0, 1],
    [1, 2],
    [50, 51],
  ]);
});

it('goes on stacking when the stream becomes slower for good', async () => {
  const { given, session } = recordingSession();
  const detector = createDetector(stackManifest({ frames: 2, frameStride: 1, referenceFrame: 1 }), session);
  for (const at of [0, 40, 80, 1080, 2080, 3080]) await detector.detect({ ...greyFrame(1), at });
  expect(given).toHaveLength(4);
});
