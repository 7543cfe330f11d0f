import type { Detection, Frame } from '#contract/detection.ts';
import { ModelManifest } from '#contract/model.ts';
import { createDetector } from '../detect/detector.ts';
import { asModelSession } from '../detect/open-session.ts';
import { shapeForModel } from '../ingest/picture-scaler.ts';
import { classNames, namesFromMetadata, taskOfClasses } from './class-names.ts';
import type { LoadedModel } from './describe-tensors.ts';
import type { FamilyGuess } from './guess-family.ts';
import { fitOf, type Preprocessing, preprocessingsFor } from './preprocessings.ts';
import { inputOf, type Probe } from './probe-model.ts';
import type { OnnxFacts } from './read-onnx-facts.ts';
import { readTestFrames } from './test-frames.ts';
import { type BatchTrial, tryBatch } from './try-batch.ts';

/** A family as it worked on the picture. */
export interface CheckedFamily {
  guess: FamilyGuess;
  manifest: ModelManifest;
  classSource: string;
  /** With the family's usual preprocessing first; strength is the sum of the ten best scores' squares. */
  trials: { preprocessing: Preprocessing; detections: Detection[]; strength: number }[];
  chosen: Preprocessing;
  detections: Detection[];
  frame: Frame;
  batch: BatchTrial;
}

const likelyThreshold = 0.35;
/** Weak answers count too where preprocessings are compared. */
const trialThreshold = 0.15;
/** Another preprocessing must be this much stronger than the family's usual one to be taken… */
const clearlyBetter = 1.3;
/** …and this much if it differs by the order of colours alone, which one picture hardly tells. */
const beyondDoubt = 2.5;

/** A guess, and what it takes to try it. */
export interface Attempt {
  guess: FamilyGuess;
  probe: Probe;
  facts: OnnxFacts;
  model: LoadedModel;
  name: string;
  picture: string;
  sha256: string;
}

/** Reads the picture as the family says, by each of the usual preprocessings; throws a ModelError where it can't be so. */
export const tryFamily = async (attempt: Attempt): Promise<CheckedFamily> => {
  const { guess, probe, facts, model, picture } = attempt;
  const { family } = guess.output;
  const isExact = family !== 'detection-rows' && family !== 'detection-lists';
  const classes = classNames(guess.classes, isExact, namesFromMetadata(facts.metadata));
  const trials: CheckedFamily['trials'] = [];
  for (const preprocessing of preprocessingsFor(family, probe.input.picture)) {
    const manifest = manifestFor(attempt, preprocessing, classes.names);
    const thresholds = { ...manifest.thresholds, score: trialThreshold };
    const { detections } = await look({ ...manifest, thresholds }, model, picture);
    trials.push({ preprocessing, detections, strength: strengthOf(detections) });
  }
  const [usual] = trials;
  if (!usual) throw new Error('A family without a preprocessing');
  // A classifier's scores tell how loud it speaks, not how right it is.
  const rivals = family === 'classifier' ? [] : trials;
  const better = rivals.filter(({ preprocessing, strength }) => {
    const isSameButColour = isSameNumbers(preprocessing, usual.preprocessing);
    return strength > usual.strength * (isSameButColour ? beyondDoubt : clearlyBetter);
  });
  const chosen = better.reduce((a, b) => (b.strength > a.strength ? b : a), usual);
  const manifest = manifestFor(attempt, chosen.preprocessing, classes.names);
  const { frames } = await look(manifest, model, picture);
  const batch = await tryBatch(
    manifest,
    asModelSession({ manifest }, model.session),
    frames,
    probe.input.declaresOpenBatch,
  );
  return {
    guess,
    manifest,
    classSource: classes.source,
    trials,
    chosen: chosen.preprocessing,
    detections: chosen.detections.filter(({ score }) => score >= likelyThreshold),
    frame: frames.at(-1) as Frame,
    batch,
  };
};

const isSameNumbers = (a: Preprocessing, b: Preprocessing): boolean =>
  JSON.stringify({ ...a.input, colour: '' }) === JSON.stringify({ ...b.input, colour: '' });

/** Ten are enough to compare by, and the sure ones count most. */
const strengthOf = (detections: Detection[]): number =>
  detections.slice(0, 10).reduce((sum, { score }) => sum + Math.min(1, score) ** 2, 0);

const look = async (
  manifest: ModelManifest,
  { session }: LoadedModel,
  picture: string,
): Promise<{ detections: Detection[]; frames: Frame[] }> => {
  const frames = await readTestFrames(picture, shapeForModel(manifest.input), manifest.input.frames);
  // Every class counts while a model is tried; the scene's names come into force where it runs.
  const { classMap: _, ...all } = manifest;
  const detector = createDetector(all, asModelSession({ manifest }, session));
  let detections: Detection[] = [];
  for (const frame of frames) detections = (await detector.detect(frame))?.detections ?? detections;
  return { detections, frames };
};

const manifestFor = (
  { guess, probe, name, sha256 }: Attempt,
  preprocessing: Preprocessing,
  classes: string[],
): ModelManifest => {
  const task = taskOfClasses(classes);
  return ModelManifest.parse({
    name: slugOf(name),
    version: '1',
    task: task?.task ?? 'vehicles',
    file: name,
    sha256,
    licence: 'TODO: the licence of the weights',
    card: 'card.md',
    input: inputOf(probe.input, preprocessing, isScaled(probe) ? 'stretch' : fitOf(guess.output.family)),
    output: outputFor(guess, probe),
    classes,
    ...(task ? { classMap: task.classMap } : {}),
    thresholds: { score: likelyThreshold, iou: 0.5 },
  });
};

/** A model that is told the scale gives its boxes in the source's pixels, and knows of no padding. */
const isScaled = ({ input }: Probe): boolean => input.extra.some(({ holds }) => holds === 'scale-factor');

const outputFor = ({ output }: FamilyGuess, probe: Probe): FamilyGuess['output'] =>
  isScaled(probe) && 'coordinates' in output ? { ...output, coordinates: 'source-pixels' } : output;

const slugOf = (file: string): string =>
  file
    .replace(/\.onnx$/i, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '') || 'model';
