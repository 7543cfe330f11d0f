import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Detection, Frame } from '#contract/detection.ts';
import { ModelManifest } from '#contract/model.ts';
import { createDetector } from '../detect/detector.ts';
import { ModelError } from '../detect/model-registry.ts';
import { asModelSession } from '../detect/open-session.ts';
import { shapeForModel } from '../ingest/picture-scaler.ts';
import { classNames, namesFromMetadata, taskOfClasses } from './class-names.ts';
import { type DeclaredTensor, type LoadedModel, loadModel } from './describe-tensors.ts';
import { type FamilyGuess, guessFamilies } from './guess-family.ts';
import type { MeasuredOutput } from './measured-output.ts';
import { fitOf, type Preprocessing, preprocessingsFor } from './preprocessings.ts';
import { inputOf, type Probe, probeModel } from './probe-model.ts';
import { type OnnxFacts, readOnnxFacts } from './read-onnx-facts.ts';
import { readTestFrames } from './test-frames.ts';
import { type BatchTrial, tryBatch } from './try-batch.ts';

/** All that could be found out about a model file. */
export interface ModelCheck {
  file: string;
  facts: OnnxFacts;
  inputs: DeclaredTensor[];
  declaredOutputs: DeclaredTensor[];
  outputs: MeasuredOutput[];
  /** The surest first. */
  guesses: FamilyGuess[];
  notes: string[];
  /** What the surest makes of the picture; absent where no family fits. */
  best?: CheckedFamily;
}

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

/** Reads a model file, says what it is and tries it on a picture; throws a ModelError for a file that can't be used. */
export const checkModel = async (file: string, picture: string): Promise<ModelCheck> => {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new ModelError(`${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`);
  });
  const name = path.basename(file);
  const facts = readOnnxFacts(bytes, name);
  if (facts.externalFiles.length > 0) {
    const apart = facts.externalFiles.join(', ');
    throw new ModelError(
      `${name} keeps its weights in ${apart}; write it as one file (onnx.save with save_as_external_data=False), for its hash to cover the weights`,
    );
  }
  const model = await loadModel(bytes, name);
  try {
    const probes: Probe[] = [];
    for (const preprocessing of probing(model)) {
      probes.push(await probeModel(model, facts.metadata, picture, preprocessing));
    }
    const { probe, guesses, notes } = surest(probes, facts);
    const best = await firstThatDecodes(guesses, notes, (guess) =>
      tryFamily({ guess, probe, facts, model, name, picture, sha256: sha256Of(bytes) }),
    );
    return {
      file,
      facts,
      inputs: model.inputs,
      declaredOutputs: model.outputs,
      outputs: probe.outputs,
      guesses,
      notes: [...probe.input.notes, ...notes],
      ...(best ? { best } : {}),
    };
  } finally {
    await model.session.release();
  }
};

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Values tell the family only if the model sees something: as most want it, and as YOLOX does. */
const probing = ({ inputs }: LoadedModel): Preprocessing[] => {
  const isGrey = inputs.some(
    ({ shape }) => shape.length === 4 && Number(shape[1]) % 3 !== 0 && shape[3] !== 3,
  );
  const isByte = inputs.some(({ type }) => type === 'uint8');
  const all = preprocessingsFor('yolov8', {
    dtype: isByte ? 'uint8' : 'float32',
    colour: isGrey ? 'grey' : 'rgb',
  });
  return all.slice(0, 3);
};

const surest = (probes: Probe[], facts: OnnxFacts) => {
  const names = namesFromMetadata(facts.metadata);
  const hasSuppression = ['NonMaxSuppression', 'TopK', 'EfficientNMS_TRT'].some((operator) =>
    facts.operators.has(operator),
  );
  const results = probes.map((probe) => {
    const { width, height } = probe.input.picture;
    const outputs = probe.outputs.length;
    const context = { width, height, outputs, hasSuppression, ...(names ? { classNames: names } : {}) };
    return { probe, ...guessFamilies(probe.outputs, context) };
  });
  const sureness = ({ guesses }: (typeof results)[number]): number => guesses[0]?.sureness ?? -1;
  results.sort((a, b) => sureness(b) - sureness(a));
  const [best] = results;
  if (!best) throw new Error('A model that was never run');
  return best;
};

/** A family that only looked right is passed over, and said. */
const firstThatDecodes = async (
  guesses: readonly FamilyGuess[],
  notes: string[],
  attempt: (guess: FamilyGuess) => Promise<CheckedFamily>,
): Promise<CheckedFamily | undefined> => {
  for (const guess of guesses) {
    try {
      return await attempt(guess);
    } catch (error) {
      notes.push(`As ${guess.output.family} it can't be read: ${(error as Error).message}`);
    }
  }
  return undefined;
};

interface Attempt {
  guess: FamilyGuess;
  probe: Probe;
  facts: OnnxFacts;
  model: LoadedModel;
  name: string;
  picture: string;
  sha256: string;
}

const tryFamily = async (attempt: Attempt): Promise<CheckedFamily> => {
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
