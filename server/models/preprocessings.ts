import type { ModelInput } from '#contract/model-input.ts';
import type { ModelOutput } from '#contract/model-output.ts';

/** A way to turn pixels into a model's numbers. */
export interface Preprocessing {
  /** In words. */
  name: string;
  input: Partial<Pick<ModelInput, 'colour' | 'scale' | 'mean' | 'std'>>;
}

const unit = { scale: 1 / 255 };
const imageNet = {
  ...unit,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
} satisfies Partial<ModelInput>;
const bgrImageNet = {
  colour: 'bgr',
  mean: [103.53, 116.28, 123.675],
  std: [57.375, 57.12, 58.395],
} satisfies Partial<ModelInput>;

const rgbUnit: Preprocessing = { name: 'RGB 0..1', input: { colour: 'rgb', ...unit } };
const rgbBytes: Preprocessing = { name: 'RGB 0..255', input: { colour: 'rgb' } };
const bgrBytes: Preprocessing = { name: 'BGR 0..255', input: { colour: 'bgr' } };
const bgrUnit: Preprocessing = { name: 'BGR 0..1', input: { colour: 'bgr', ...unit } };
const rgbImageNet: Preprocessing = {
  name: 'RGB by ImageNet’s mean and deviation',
  input: { colour: 'rgb', ...imageNet },
};
const bgrByImageNet: Preprocessing = {
  name: 'BGR by ImageNet’s mean and deviation, 0..255',
  input: bgrImageNet,
};
const rgbSigned: Preprocessing = {
  name: 'RGB −1..1',
  input: { colour: 'rgb', scale: 1 / 127.5, mean: 1 },
};

type Family = ModelOutput['family'];

/** What the family's own code does comes first, and is kept unless another is clearly better. */
const firstOf: Record<Family, Preprocessing> = {
  'yolox-grid': bgrBytes,
  yolov5: rgbUnit,
  yolov8: rgbUnit,
  'detection-rows': rgbUnit,
  'detection-lists': rgbUnit,
  detr: rgbImageNet,
  gfl: bgrByImageNet,
  classifier: rgbImageNet,
  'heat-map': rgbUnit,
  'class-map': rgbUnit,
  'motion-crops': { name: 'grey 0..255', input: { colour: 'grey' } },
};

/** Bytes and grey pictures leave little to choose. */
export const preprocessingsFor = (
  family: Family,
  { dtype, colour }: { dtype: ModelInput['dtype']; colour: 'rgb' | 'grey' },
): Preprocessing[] => {
  if (colour === 'grey') {
    const grey: Preprocessing = { name: 'grey 0..255', input: { colour: 'grey' } };
    return dtype === 'uint8' ? [grey] : [{ name: 'grey 0..1', input: { colour: 'grey', ...unit } }, grey];
  }
  if (dtype === 'uint8') return [rgbBytes, bgrBytes];
  const all = [rgbUnit, rgbBytes, bgrBytes, bgrUnit, rgbImageNet, bgrByImageNet, rgbSigned];
  const first = firstOf[family];
  return [first, ...all.filter((one) => one !== first)];
};

/** How the family's own code fits a picture into the input. */
export const fitOf = (family: Family): ModelInput['fit'] => {
  switch (family) {
    case 'yolox-grid':
      return 'letterbox-top-left';
    case 'yolov5':
    case 'yolov8':
    case 'detection-rows':
      return 'letterbox-centre';
    default:
      return 'stretch';
  }
};
