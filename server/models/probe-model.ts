import type { ModelInput } from '#contract/model-input.ts';
import { ModelInput as ModelInputSchema } from '#contract/model-input.ts';
import { extraInputsOf } from '../detect/extra-inputs.ts';
import { createModelInput } from '../detect/model-input.ts';
import { ModelError } from '../detect/model-registry.ts';
import { asTensor } from '../detect/open-session.ts';
import { asOutputTensor } from '../detect/output-tensor.ts';
import { shapeForModel } from '../ingest/picture-scaler.ts';
import type { LoadedModel } from './describe-tensors.ts';
import { type GuessedInput, guessInput } from './guess-input.ts';
import type { MeasuredOutput } from './measured-output.ts';
import type { Preprocessing } from './preprocessings.ts';
import { readTestFrames } from './test-frames.ts';

/** Sides to try where a model leaves its size open. */
const sides = [640, 416, 320, 512, 800, 224, 256];

export interface Probe {
  input: GuessedInput;
  outputs: MeasuredOutput[];
}

/** Runs a model once on a picture and tells what came out of it; tries other sizes where the size is open. */
export const probeModel = async (
  model: LoadedModel,
  metadata: Record<string, string>,
  picture: string,
  preprocessing: Preprocessing,
): Promise<Probe> => {
  let first: unknown;
  for (const side of sides) {
    const input = guessInput(model.inputs, metadata, side);
    try {
      return { input, outputs: await runOnce(model, inputOf(input, preprocessing, 'stretch'), picture) };
    } catch (error) {
      first ??= error;
      if (!input.isSizeOpen) break;
    }
  }
  if (first instanceof ModelError) throw first;
  throw new ModelError(`The model fails on a picture: ${(first as Error).message.split('\n')[0]}`);
};

/** The manifest's input for a guess. */
export const inputOf = (
  { picture, frames, extra }: GuessedInput,
  preprocessing: Preprocessing,
  fit: ModelInput['fit'],
): ModelInput => ModelInputSchema.parse({ ...picture, frames, extra, fit, ...preprocessing.input });

const runOnce = async (model: LoadedModel, input: ModelInput, picture: string): Promise<MeasuredOutput[]> => {
  const frames = await readTestFrames(picture, shapeForModel(input), input.frames);
  const modelInput = createModelInput(input);
  const data = modelInput.tensorOf(frames.map((frame) => frame.picture));
  const tensors = [
    { name: input.name, data, dims: modelInput.dims },
    ...frames.slice(0, 1).flatMap((frame) => extraInputsOf(input, frame)),
  ];
  const feeds = Object.fromEntries(tensors.map((tensor) => [tensor.name, asTensor(tensor)]));
  const results = await model.session.run(feeds);
  return model.outputs.map(({ name }) => {
    const tensor = results[name];
    return { name, type: tensor?.type ?? '', ...asOutputTensor(name, tensor) };
  });
};
