/**
 * Measures the vehicle model on video, with the decoder and detector that the product uses; one JSON line per clip.
 *
 *   node --import tsx models/vehicles/measure.ts geodata/footage/clips/lane-*.mp4        # against the clips' truth
 *   node --import tsx models/vehicles/measure.ts --teacher FOLDER_OF_MODELS video.mp4 …  # against another model
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Box, Detection, Frame } from '#contract/detection.ts';
import { createDetector, type Detector } from '../../server/detect/detector.ts';
import { readModel } from '../../server/detect/model-registry.ts';
import { openSession } from '../../server/detect/open-session.ts';
import { type PictureShape, shapeForModel } from '../../server/ingest/picture-scaler.ts';
import { readRecording } from '../../server/ingest/read-recording.ts';
import { overlapOf } from '../../server/scenes/tracker-boxes.ts';

const vehicles = new Set(['car', 'truck', 'bus']);
const sampleFps = 1;

interface Loaded {
  detector: Detector;
  shape: PictureShape;
}

const load = async (folder: string): Promise<Loaded> => {
  const model = await readModel(folder);
  if (!model) throw new Error(`There is no model in ${folder}`);
  const { session } = await openSession(model);
  return { detector: createDetector(model.manifest, session), shape: shapeForModel(model.manifest.input) };
};

const vehiclesIn = (detections: readonly Detection[] = []): Detection[] =>
  detections.filter(({ label }) => vehicles.has(label));

const found = (box: Box, detections: readonly Detection[]): boolean =>
  detections.some((detection) => overlapOf(detection.box, box) >= 0.5);

const frames = (file: string, { shape }: Loaded): AsyncIterable<Frame> =>
  readRecording(file, { shape, threads: 1, sampleFps });

/** The share of looks in which the standing vehicle of the truth is found, and how many looks had one. */
const againstTruth = async (file: string, model: Loaded) => {
  const truth = JSON.parse(await readFile(file.replace(/\.mp4$/, '.json'), 'utf8')) as {
    incidents: { startSeconds: number; standsUntilSeconds: number; box: Box }[];
  };
  let looks = 0;
  let hits = 0;
  let inference = 0;
  let count = 0;
  for await (const frame of frames(file, model)) {
    const began = performance.now();
    const seen = vehiclesIn((await model.detector.detect(frame))?.detections);
    inference += performance.now() - began;
    count += 1;
    for (const { startSeconds, standsUntilSeconds, box } of truth.incidents) {
      const t = frame.at / 1000;
      if (t < startSeconds + 1 || t > standsUntilSeconds - 1) continue;
      looks += 1;
      if (found(box, seen)) hits += 1;
    }
  }
  return { file, looks, recall: looks > 0 ? hits / looks : null, detectMs: inference / count };
};

/** How much of what the teacher finds is found, and how much of what is found the teacher confirms. */
const againstTeacher = async (file: string, model: Loaded, teacher: Loaded) => {
  const taught = new Map<number, Detection[]>();
  for await (const frame of frames(file, teacher))
    taught.set(frame.at, vehiclesIn((await teacher.detector.detect(frame))?.detections));
  const sum = { teacher: 0, found: 0, ours: 0, confirmed: 0 };
  for await (const frame of frames(file, model)) {
    const theirs = taught.get(frame.at) ?? [];
    const ours = vehiclesIn((await model.detector.detect(frame))?.detections);
    sum.teacher += theirs.length;
    sum.found += theirs.filter(({ box }) => found(box, ours)).length;
    sum.ours += ours.length;
    sum.confirmed += ours.filter(({ box }) => found(box, theirs)).length;
  }
  return { file, ...sum, recall: sum.found / sum.teacher, precision: sum.confirmed / sum.ours };
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { teacher: { type: 'string' }, model: { type: 'string', default: import.meta.dirname } },
});
const model = await load(values.model);
const teacher = values.teacher ? await load(values.teacher) : undefined;
for (const file of positionals) {
  const result = teacher ? await againstTeacher(file, model, teacher) : await againstTruth(file, model);
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
process.exit(0);
