import type { Detection, Picture } from '#contract/detection.ts';
import type { ModelManifest } from '#contract/model.ts';
import type { ModelOutput } from '#contract/model-output.ts';
import { ModelError } from '../model-registry.ts';
import { type OutputTensor, type OutputTensors, tensorNamed } from '../output-tensor.ts';
import { createClassMapDecoder } from './class-map.ts';
import { createClassDecoder } from './classifier.ts';
import { createBoxDecoder } from './decoded-boxes.ts';
import { createListDecoder } from './detection-lists.ts';
import { createRowDecoder } from './detection-rows.ts';
import { createDetrDecoder } from './detr.ts';
import { createGflDecoder } from './gfl.ts';
import { createHeatMapDecoder } from './heat-map.ts';
import { createGridDecoder } from './yolox-grid.ts';

/** What a model's answers to one picture mean, in source pixels; throws a ModelError where they are not as declared. */
export type Decode = (tensors: OutputTensors, picture: Picture) => Detection[];

/** The one place that knows the decode families: a new one is a case here, and a member of the manifest's schema. */
export const createDecoder = (manifest: ModelManifest): Decode => {
  const { output } = manifest;
  switch (output.family) {
    case 'yolox-grid':
      return ofOne(output.name, createGridDecoder(manifest, output.strides));
    case 'yolov5':
    case 'yolov8':
      return ofOne(output.name, createBoxDecoder(manifest, output));
    case 'detection-rows':
      return ofOne(output.name, createRowDecoder(manifest, output));
    case 'detection-lists':
      return createListDecoder(manifest, output);
    case 'detr':
      return createDetrDecoder(manifest, output);
    case 'gfl':
      return createGflDecoder(manifest, output);
    case 'classifier':
      return ofOne(output.name, createClassDecoder(manifest, output));
    case 'heat-map':
      return createHeatMapDecoder(manifest, output);
    case 'class-map':
      return ofOne(output.name, createClassMapDecoder(manifest, output));
    case 'motion-crops':
      throw new ModelError(`${manifest.name} judges crops of what moves, not whole pictures`);
  }
};

const ofOne =
  (name: string, decode: (tensor: OutputTensor, picture: Picture) => Detection[]): Decode =>
  (tensors, picture) =>
    decode(tensorNamed(tensors, name), picture);

/** The outputs that a decoder reads; the session computes no others. */
export const outputNames = (output: ModelOutput): string[] => {
  switch (output.family) {
    case 'detection-lists':
      return [output.boxes, output.scores, output.labels, ...(output.count ? [output.count] : [])];
    case 'detr':
      return [output.logits, output.boxes];
    case 'gfl':
      return output.name === undefined
        ? (output.heads ?? []).flatMap(({ scores, distances }) => [scores, distances])
        : [output.name];
    case 'heat-map':
      return [output.heat, ...(output.offset ? [output.offset] : [])];
    default:
      return [output.name];
  }
};
