import type { Frame } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';
import { extraInputsOf } from '../detect/extra-inputs.ts';
import { outputNames } from '../detect/families/create-decoder.ts';
import { createModelInput } from '../detect/model-input.ts';
import type { ModelSession } from '../detect/open-session.ts';
import { stackTensors } from '../detect/stack-tensors.ts';

/** Whether two pictures in one run work, in words. */
export interface BatchTrial {
  works: boolean;
  say: string;
}

/** Tries what the declaration promises: a dynamic batch is often only declared. */
export const tryBatch = async (
  manifest: ModelManifest,
  session: ModelSession,
  frames: readonly Frame[],
  declaresOpenBatch: boolean,
): Promise<BatchTrial> => {
  if (!declaresOpenBatch) return { works: false, say: 'one picture a run, as declared' };
  const input = createModelInput(manifest.input);
  const last = frames.at(-1) as Frame;
  const tensors = [
    {
      name: manifest.input.name,
      data: input.tensorOf(frames.map(({ picture }) => picture)),
      dims: input.dims,
    },
    ...extraInputsOf(manifest.input, last),
  ];
  const [first, ...extra] = tensors.map((tensor) => stackTensors([tensor, tensor]));
  if (!first) throw new Error('A model without an input');
  try {
    const outputs = await session.run(first, extra);
    const odd = outputNames(manifest.output).find((name) => outputs[name]?.dims[0] !== 2);
    if (odd === undefined) return { works: true, say: 'an open batch is declared, and two pictures work' };
    const dims = outputs[odd]?.dims.join('×');
    return {
      works: false,
      say: `an open batch is declared, but ${odd} comes as ${dims} for two pictures: one picture a run`,
    };
  } catch (error) {
    const [line] = (error as Error).message.split('\n');
    return { works: false, say: `an open batch is declared, but two pictures fail: ${line}` };
  }
};
