import * as ort from 'onnxruntime-node';
import { chooseProviders, type ProviderName } from './execution-providers.ts';
import { type Model, ModelError } from './model-registry.ts';

/** What a detector needs of a loaded model; blocks its process while it runs. */
export interface ModelSession {
  run(input: ModelTensor): Promise<Record<string, OutputTensor>>;
  release(): Promise<void>;
}

export interface ModelTensor {
  name: string;
  data: Uint8Array | Float32Array;
  dims: readonly number[];
}

export interface OutputTensor {
  data: Float32Array;
  dims: readonly number[];
}

export interface OpenedSession {
  session: ModelSession;
  /** The provider that runs it. */
  provider: ProviderName;
  /** Why a wished provider does not: for the log and the health page. */
  notes: string[];
}

export interface OpenSessionOptions {
  /** E.g. `tensorrt,cuda,cpu`; what is missing or fails is passed over. */
  providers?: string;
  threads?: number;
}

/** Loads a model on the first provider that takes it; throws a ModelError if none does, or it lacks what its manifest names. */
export const openSession = async (model: Model, options: OpenSessionOptions = {}): Promise<OpenedSession> => {
  const { toTry, notes } = chooseProviders(options.providers ?? 'cpu');
  for (const provider of toTry) {
    try {
      const session = await load(model, provider, options.threads ?? 1);
      return { session: asModelSession(model, session), provider, notes };
    } catch (error) {
      if (error instanceof ModelError) throw error;
      notes.push(`${provider}: ${firstLine(error)}`);
    }
  }
  throw new ModelError(`The model ${model.manifest.name} can't be loaded (${notes.join('; ')})`);
};

const load = (model: Model, provider: ProviderName, threads: number): Promise<ort.InferenceSession> =>
  ort.InferenceSession.create(model.bytes, {
    executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    // Threads that wait by spinning take the cores from whoever has work.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });

const asModelSession = ({ manifest }: Model, session: ort.InferenceSession): ModelSession => {
  const outputs = outputNames(manifest.output);
  const missing = [
    ...(session.inputNames.includes(manifest.input.name) ? [] : [`input ${manifest.input.name}`]),
    ...outputs.filter((name) => !session.outputNames.includes(name)).map((name) => `output ${name}`),
  ];
  if (missing.length > 0) {
    const has = `inputs ${session.inputNames.join(', ')}, outputs ${session.outputNames.join(', ')}`;
    throw new ModelError(`The model ${manifest.name} has no ${missing.join(', no ')}; it has ${has}`);
  }
  return {
    async run({ name, data, dims }) {
      const tensor =
        data instanceof Uint8Array
          ? new ort.Tensor('uint8', data, dims)
          : new ort.Tensor('float32', data, dims);
      const results = await session.run({ [name]: tensor }, outputs);
      return Object.fromEntries(outputs.map((output) => [output, floatOutput(output, results[output])]));
    },
    release: () => session.release(),
  };
};

const outputNames = (output: Model['manifest']['output']): string[] =>
  output.family === 'yolox-grid' ? [output.name] : [output.heat, ...(output.offset ? [output.offset] : [])];

const floatOutput = (name: string, tensor: ort.Tensor | undefined): OutputTensor => {
  if (!(tensor?.data instanceof Float32Array)) throw new ModelError(`The output ${name} is not float32`);
  return { data: tensor.data, dims: tensor.dims };
};

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
