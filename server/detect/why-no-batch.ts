import type { Frame } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';
import { extraInputsOf } from './extra-inputs.ts';
import { outputNames } from './families/create-decoder.ts';
import { createModelInput } from './model-input.ts';
import type { ModelSession, ModelTensor } from './open-session.ts';
import { stackTensors } from './stack-tensors.ts';

/**
 * Why a model can't take two pictures in one run, or `undefined` where it can: found out by doing it, since a dynamic
 * batch is often only declared.
 * @param frames as many as the model stacks
 */
export const whyNoBatch = async (
  { input, output }: ModelManifest,
  session: ModelSession,
  frames: readonly Frame[] = blankFrames(input),
): Promise<string | undefined> => {
  if (output.family === 'motion-crops') return 'its batch is the things that move in one picture';
  const modelInput = createModelInput(input);
  const data = modelInput.tensorOf(frames.map(({ picture }) => picture));
  const tensors: ModelTensor[] = [
    { name: input.name, data, dims: modelInput.dims },
    ...extraInputsOf(input, frames.at(-1) as Frame),
  ];
  const run = ([first, ...extra]: ModelTensor[]) => session.run(first as ModelTensor, extra);
  try {
    const alone = await run(tensors);
    const sharing = outputNames(output).find((name) => alone[name]?.dims[0] !== 1);
    if (sharing !== undefined) return `${sharing} has no batch axis: it comes as ${shapeOf(alone, sharing)}`;
    const both = await run(tensors.map((tensor) => stackTensors([tensor, tensor])));
    const odd = outputNames(output).find((name) => both[name]?.dims[0] !== 2);
    return odd === undefined ? undefined : `${odd} comes as ${shapeOf(both, odd)} for two pictures`;
  } catch (error) {
    return `two pictures fail: ${(error as Error).message.split('\n')[0]}`;
  }
};

const shapeOf = (outputs: Record<string, { dims: readonly number[] }>, name: string): string =>
  outputs[name]?.dims.join('×') ?? 'nothing';

const blankFrames = ({ width, height, colour, frames }: ModelManifest['input']): Frame[] => {
  const channels = colour === 'grey' ? 1 : 3;
  const data = new Uint8Array(width * height * channels);
  const picture = { width, height, channels, data, scaleX: 1, scaleY: 1 } as const;
  return Array.from({ length: frames }, (_, at) => ({ at, width, height, picture }));
};
