import * as ort from 'onnxruntime-node';
import { createBatcher } from './batcher.ts';
import { chooseProviders, type ProviderName } from './execution-providers.ts';
import { outputNames } from './families/create-decoder.ts';
import type { PictureData } from './model-input.ts';
import { type Model, ModelError } from './model-registry.ts';
import { asOutputTensor, type OutputTensors } from './output-tensor.ts';
import { whyNoBatch } from './why-no-batch.ts';

/** What a detector needs of a loaded model; blocks its process while it runs. */
export interface ModelSession {
  /** @param extra what the model wants beside the picture */
  run(input: ModelTensor, extra?: readonly ModelTensor[]): Promise<OutputTensors>;
  release(): Promise<void>;
}

export interface ModelTensor {
  name: string;
  /** `Uint16Array` holds the bits of half floats. */
  data: PictureData | Int32Array | BigInt64Array;
  dims: readonly number[];
}

export interface OpenedSession {
  session: ModelSession;
  /** The provider that runs it. */
  provider: ProviderName;
  /** Why a wished provider does not: for the log and the health page. */
  notes: string[];
  /** Pictures that share a run at most; 1 where every camera runs for itself. */
  mostPictures: number;
}

export interface OpenSessionOptions {
  /** E.g. `tensorrt,cuda,cpu`; what is missing or fails is passed over. */
  providers?: string;
  threads?: number;
  /** Pictures that may share a run if the model allows it; by default 16 on a graphics card, 1 on the CPU, where sharing gains nothing. */
  mostPictures?: number;
}

const mostOnCard = 16;

/** Loads a model on the first provider that takes it; throws a ModelError if none does, or it lacks what its manifest names. */
export const openSession = async (model: Model, options: OpenSessionOptions = {}): Promise<OpenedSession> => {
  const { toTry, notes } = chooseProviders(options.providers ?? 'cpu');
  for (const provider of toTry) {
    try {
      const session = await load(model, provider, options.threads ?? 1);
      const most = options.mostPictures ?? (provider === 'cpu' ? 1 : mostOnCard);
      return { ...(await withBatches(model, session, most, notes)), provider, notes };
    } catch (error) {
      if (error instanceof ModelError) throw error;
      notes.push(`${provider}: ${firstLine(error)}`);
    }
  }
  throw new ModelError(`The model ${model.manifest.name} can't be loaded (${notes.join('; ')})`);
};

/** Cameras share runs where the model has proved that it allows it. */
const withBatches = async (
  model: Model,
  loaded: ort.InferenceSession,
  most: number,
  notes: string[],
): Promise<Pick<OpenedSession, 'session' | 'mostPictures'>> => {
  const session = asModelSession(model, loaded);
  if (most === 1) return { session, mostPictures: 1 };
  const refused = (reason: string): void => {
    notes.push(`${model.manifest.name}: no batches, ${reason}`);
  };
  const declared = loaded.inputMetadata.find(({ name }) => name === model.manifest.input.name);
  const isFixed = declared?.isTensor === true && declared.shape[0] === 1;
  const why = isFixed ? 'it declares one picture a run' : await whyNoBatch(model.manifest, session);
  if (why === undefined) {
    return { session: createBatcher(session, { most, onRefused: refused }), mostPictures: most };
  }
  refused(why);
  return { session, mostPictures: 1 };
};

const load = (model: Model, provider: ProviderName, threads: number): Promise<ort.InferenceSession> =>
  ort.InferenceSession.create(provider === 'cpu' ? model.bytes : (model.fp16Bytes ?? model.bytes), {
    executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    // Threads that wait by spinning take the cores from whoever has work.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });

/** A loaded model as its manifest speaks of it; throws a ModelError if it lacks what that names. */
export const asModelSession = (
  { manifest }: Pick<Model, 'manifest'>,
  session: ort.InferenceSession,
): ModelSession => {
  const outputs = outputNames(manifest.output);
  const inputs = [manifest.input, ...manifest.input.extra].map(({ name }) => name);
  const missing = [
    ...inputs.filter((name) => !session.inputNames.includes(name)).map((name) => `input ${name}`),
    ...outputs.filter((name) => !session.outputNames.includes(name)).map((name) => `output ${name}`),
  ];
  if (missing.length > 0) {
    const has = `inputs ${session.inputNames.join(', ')}, outputs ${session.outputNames.join(', ')}`;
    throw new ModelError(`The model ${manifest.name} has no ${missing.join(', no ')}; it has ${has}`);
  }
  const unfed = session.inputNames.filter((name) => !inputs.includes(name));
  if (unfed.length > 0) {
    throw new ModelError(`The model ${manifest.name} also wants ${unfed.join(', ')}; name it in input.extra`);
  }
  return {
    async run(input, extra = []) {
      const feeds = Object.fromEntries([input, ...extra].map((tensor) => [tensor.name, asTensor(tensor)]));
      const results = await session.run(feeds, outputs);
      return Object.fromEntries(outputs.map((name) => [name, asOutputTensor(name, results[name])]));
    },
    release: () => session.release(),
  };
};

/** As the runtime wants it. */
export const asTensor = ({ data, dims }: ModelTensor): ort.Tensor => {
  if (data instanceof Uint8Array) return new ort.Tensor('uint8', data, dims);
  if (data instanceof Uint16Array) return new ort.Tensor('float16', data, dims);
  if (data instanceof Int32Array) return new ort.Tensor('int32', data, dims);
  if (data instanceof BigInt64Array) return new ort.Tensor('int64', data, dims);
  return new ort.Tensor('float32', data, dims);
};

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
