import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ModelError } from '../detect/model-registry.ts';
import { namesFromMetadata } from './class-names.ts';
import { type DeclaredTensor, type LoadedModel, loadModel } from './describe-tensors.ts';
import { type FamilyGuess, guessFamilies } from './guess-family.ts';
import type { MeasuredOutput } from './measured-output.ts';
import { type Preprocessing, preprocessingsFor } from './preprocessings.ts';
import { type Probe, probeModel } from './probe-model.ts';
import { type OnnxFacts, readOnnxFacts } from './read-onnx-facts.ts';
import { type CheckedFamily, tryFamily } from './try-family.ts';

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
