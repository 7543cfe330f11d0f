import { Float16Array } from '@petamoriken/float16';
import type { Tensor } from 'onnxruntime-node';
import { ModelError } from './model-registry.ts';

/** One of a model's answers; whatever number type it came in, it is read as float32. */
export interface OutputTensor {
  data: Float32Array;
  dims: readonly number[];
}

/** A model's answers by name. */
export type OutputTensors = Record<string, OutputTensor>;

/** Throws a ModelError for text, and for what is no tensor at all. */
export const asOutputTensor = (name: string, tensor: Tensor | undefined): OutputTensor => {
  if (!tensor || !ArrayBuffer.isView(tensor.data)) {
    throw new ModelError(`The output ${name} holds no numbers`);
  }
  return { data: asFloat32(tensor.data, tensor.type), dims: tensor.dims };
};

type NumberData = Exclude<Tensor['data'], string[]>;

const asFloat32 = (data: NumberData, type: Tensor['type']): Float32Array => {
  if (data instanceof Float32Array) return data;
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) return Float32Array.from(data, Number);
  if (type === 'float16' && data instanceof Uint16Array) {
    return Float32Array.from(new Float16Array(data.buffer, data.byteOffset, data.length));
  }
  return Float32Array.from(data as Float64Array);
};

export const tensorNamed = (tensors: OutputTensors, name: string): OutputTensor => {
  const tensor = tensors[name];
  if (!tensor) throw new ModelError(`The model gave no output ${name}`);
  return tensor;
};

/**
 * The shape of one picture's answer: leading axes of 1 are a batch, whether the model declares one or not.
 * @param rank axes that remain
 */
export const shapeWithoutBatch = (tensor: OutputTensor, rank: number): number[] => {
  let shape = [...tensor.dims];
  while (shape.length > rank && shape[0] === 1) shape = shape.slice(1);
  if (shape.length !== rank) {
    throw new ModelError(`An output of ${tensor.dims.join('×')} where ${rank} axes are declared`);
  }
  return shape;
};
