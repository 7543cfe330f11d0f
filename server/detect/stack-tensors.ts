import type { ModelTensor } from './open-session.ts';
import type { OutputTensors } from './output-tensor.ts';

/** Joins the inputs of several pictures along the first axis; all of one shape and type. */
export const stackTensors = (tensors: readonly ModelTensor[]): ModelTensor => {
  const [first] = tensors;
  if (!first) throw new Error('Nothing to stack');
  const { name, data, dims } = first;
  const Numbers = data.constructor as new (length: number) => typeof data;
  const joined = new Numbers(tensors.reduce((sum, tensor) => sum + tensor.data.length, 0));
  let at = 0;
  for (const tensor of tensors) {
    joined.set(tensor.data as never, at);
    at += tensor.data.length;
  }
  const pictures = tensors.reduce((sum, tensor) => sum + (tensor.dims[0] ?? 1), 0);
  return { name, data: joined, dims: [pictures, ...dims.slice(1)] };
};

/** One answer per picture; `undefined` where an output does not have as many as there were pictures. */
export const splitOutputs = (outputs: OutputTensors, count: number): OutputTensors[] | undefined => {
  const tensors = Object.entries(outputs);
  if (tensors.some(([, { dims }]) => dims[0] !== count)) return undefined;
  return Array.from({ length: count }, (_, i) =>
    Object.fromEntries(
      tensors.map(([name, { data, dims }]) => {
        const size = data.length / count;
        return [name, { data: data.subarray(i * size, (i + 1) * size), dims: [1, ...dims.slice(1)] }];
      }),
    ),
  );
};
