import * as ort from 'onnxruntime-node';
import { ModelError } from '../detect/model-registry.ts';

/** A tensor as the model declares it; open axes are names. */
export interface DeclaredTensor {
  name: string;
  type: ort.Tensor.Type;
  shape: readonly (number | string)[];
}

export interface LoadedModel {
  session: ort.InferenceSession;
  inputs: DeclaredTensor[];
  outputs: DeclaredTensor[];
}

/** Loads a model on the CPU; throws a ModelError with the runtime's own words if it can't. */
export const loadModel = async (bytes: Uint8Array, name: string): Promise<LoadedModel> => {
  const session = await ort.InferenceSession.create(bytes, {
    executionProviders: ['cpu'],
    logSeverityLevel: 4,
  }).catch((error: Error) => {
    throw new ModelError(`onnxruntime can't load ${name}: ${error.message.split('\n')[0]}`);
  });
  return {
    session,
    inputs: session.inputMetadata.map(declared),
    outputs: session.outputMetadata.map(declared),
  };
};

const declared = (value: ort.InferenceSession.ValueMetadata): DeclaredTensor => {
  if (!value.isTensor) throw new ModelError(`${value.name} is no tensor but a sequence or a map`);
  // An axis that the file leaves out altogether comes as -1.
  const shape = value.shape.map((axis) => (typeof axis === 'number' && axis < 0 ? '?' : axis));
  return { name: value.name, type: value.type, shape };
};
