import { PbfReader } from 'pbf';
import { ModelError } from '../detect/model-registry.ts';

/** What an ONNX file says of itself, without running it (onnx.proto3, ModelProto). */
export interface OnnxFacts {
  irVersion: number;
  producer: string;
  opset: number;
  /** Free text that exporters leave, e.g. `names` of an Ultralytics export. */
  metadata: Record<string, string>;
  /** Graph inputs that are weights: files before IR version 4 list them so. */
  weightsListedAsInputs: number;
  /** How often each operator occurs. */
  operators: Map<string, number>;
  /** Files beside this one that hold weights. */
  externalFiles: string[];
}

/** Throws a ModelError for what is no ONNX file, or only the beginning of one. */
export const readOnnxFacts = (bytes: Uint8Array, name: string): OnnxFacts => {
  try {
    const model = readModel(bytes);
    if (model.graphs === 0 || model.irVersion === 0) throw new Error('there is no graph in it');
    return model;
  } catch (error) {
    const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
    throw new ModelError(`${name} is not a whole ONNX file: ${hintOf(start) ?? (error as Error).message}`);
  }
};

/** What people often hand over instead. */
const hintOf = (start: string): string | undefined => {
  if (start.startsWith('version https://git-lfs')) {
    return 'it is a Git LFS pointer; fetch the file itself with git lfs pull';
  }
  if (start.startsWith('PK'))
    return 'it is a zip archive, as PyTorch writes checkpoints; export it to ONNX first';
  if (/^\s*<(!doctype|html)/i.test(start)) return 'it is a web page; the download went wrong';
  return start.length === 0 ? 'it is empty' : undefined;
};

interface ReadModel extends OnnxFacts {
  graphs: number;
  inputs: Set<string>;
}

const readModel = (bytes: Uint8Array): ReadModel => {
  const model: ReadModel = {
    irVersion: 0,
    producer: '',
    opset: 0,
    metadata: {},
    weightsListedAsInputs: 0,
    operators: new Map(),
    externalFiles: [],
    graphs: 0,
    inputs: new Set(),
  };
  const pbf = new PbfReader(bytes);
  pbf.readFields((tag, into, field) => {
    if (tag === 1) into.irVersion = field.readVarint();
    else if (tag === 2) into.producer = field.readString();
    else if (tag === 7) {
      into.graphs += 1;
      readGraph(field, into);
    } else if (tag === 8) readOpset(field, into);
    else if (tag === 14) readMetadata(field, into);
  }, model);
  if (pbf.pos !== bytes.length) throw new Error('it ends too early');
  return model;
};

/** Inner messages must end where their length says, else the file was cut. */
const withinFile = (field: PbfReader): void => {
  const position = field.pos;
  const end = field.readVarint() + field.pos;
  field.pos = position;
  if (end > field.length) throw new Error('it ends too early');
};

const readGraph = (pbf: PbfReader, model: ReadModel): void => {
  withinFile(pbf);
  const weights: string[] = [];
  pbf.readMessage((tag, into, field) => {
    if (tag === 1) readNode(field, into);
    else if (tag === 5) {
      withinFile(field);
      const tensor = field.readMessage(readTensor, { name: '', location: '' });
      weights.push(tensor.name);
      if (tensor.location && !into.externalFiles.includes(tensor.location)) {
        into.externalFiles.push(tensor.location);
      }
    } else if (tag === 11) into.inputs.add(field.readMessage(readName, { name: '' }).name);
  }, model);
  model.weightsListedAsInputs += weights.filter((name) => model.inputs.has(name)).length;
};

const readNode = (pbf: PbfReader, model: ReadModel): void => {
  const { operator } = pbf.readMessage(
    (tag, into, field) => {
      if (tag === 4) into.operator = field.readString();
    },
    { operator: '' },
  );
  model.operators.set(operator, (model.operators.get(operator) ?? 0) + 1);
};

const readName = (tag: number, into: { name: string }, field: PbfReader): void => {
  if (tag === 1) into.name = field.readString();
};

const readTensor = (tag: number, into: { name: string; location: string }, field: PbfReader): void => {
  if (tag === 8) into.name = field.readString();
  else if (tag === 13) {
    const { key, value } = field.readMessage(readKeyValue, { key: '', value: '' });
    if (key === 'location') into.location = value;
  }
};

const readKeyValue = (tag: number, into: { key: string; value: string }, field: PbfReader): void => {
  if (tag === 1) into.key = field.readString();
  else if (tag === 2) into.value = field.readString();
};

const readOpset = (pbf: PbfReader, model: ReadModel): void => {
  const opset = pbf.readMessage(
    (tag, into, field) => {
      if (tag === 1) into.domain = field.readString();
      else if (tag === 2) into.version = field.readVarint();
    },
    { domain: '', version: 0 },
  );
  if (opset.domain === '' || opset.domain === 'ai.onnx') model.opset = opset.version;
};

const readMetadata = (pbf: PbfReader, model: ReadModel): void => {
  const { key, value } = pbf.readMessage(readKeyValue, { key: '', value: '' });
  model.metadata[key] = value;
};
