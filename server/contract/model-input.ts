import { z } from 'zod';

/** How pictures become a model's input tensors. */

const PerChannel = z.union([z.number(), z.tuple([z.number(), z.number(), z.number()])]);

/** A small tensor beside the picture, as DETR-type exports want one. */
export const ExtraInput = z.object({
  name: z.string().describe('Of the tensor'),
  dtype: z.enum(['float32', 'int64', 'int32']).describe('`float32`, `int64` or `int32`'),
  holds: z
    .enum(['input-size', 'source-size', 'scale-factor'])
    .describe(
      'Size of the model’s input, size of the source, or input ÷ source; with `input-size` boxes come in input pixels',
    ),
  order: z.enum(['wh', 'hw']).default('wh').describe('Width or height first'),
});
export type ExtraInput = z.infer<typeof ExtraInput>;

/** How a model of small things looks at large pictures. */
export const ModelTiles = z.object({
  largestWidth: z.number().int().positive().describe('Larger pictures are reduced to this, pixels'),
  largestHeight: z.number().int().positive().describe('Likewise'),
  overlap: z.number().int().nonnegative().default(64).describe('Of neighbouring pieces, pixels'),
  runsPerLook: z
    .number()
    .int()
    .min(2)
    .default(3)
    .describe('Live: the whole and so many pieces less one, in turn; recordings and stills: all'),
});
export type ModelTiles = z.infer<typeof ModelTiles>;

export const ModelInput = z.object({
  name: z.string().describe('Of the tensor'),
  width: z.number().int().positive().describe('Pixels; where the model leaves it open, what it is to run at'),
  height: z.number().int().positive().describe('Pixels'),
  layout: z.enum(['NHWC', 'NCHW']).describe('`NHWC` or `NCHW`'),
  dtype: z.enum(['uint8', 'float32', 'float16']).describe('`uint8`, `float32` or `float16`'),
  colour: z
    .enum(['rgb', 'bgr', 'grey', 'yuv'])
    .describe('`rgb`, `bgr`, `grey`, or `yuv` for luma with chroma beside it (`motion-crops`)'),
  fit: z
    .enum(['stretch', 'letterbox-top-left', 'letterbox-centre', 'within'])
    .describe('How a source picture meets the size: stretched, whole with padding, or only reduced to it'),
  padValue: z.number().int().min(0).max(255).default(114).describe('Pixel value of the padding'),
  frames: z.number().int().positive().default(1).describe('Pictures per run; 1 for models of stills'),
  frameStride: z
    .number()
    .int()
    .positive()
    .default(1)
    .describe('Distance between stacked pictures, in frames'),
  referenceFrame: z
    .number()
    .int()
    .nonnegative()
    .optional()
    .describe('Index of the stacked picture that the detections belong to; the last by default'),
  everyFrames: z.number().int().positive().default(1).describe('Run on every n-th frame'),
  scale: z.number().default(1).describe('Floats only: value = (pixel · scale + offset − mean) ÷ std'),
  offset: z.number().default(0).describe('See `scale`'),
  mean: PerChannel.default(0).describe('One number, or three in the order of `colour`; after `scale`'),
  std: PerChannel.default(1).describe('Likewise'),
  tiles: ModelTiles.optional().describe(
    'Pictures larger than the input are looked at whole and once more in pieces of their own size',
  ),
  extra: z.array(ExtraInput).default([]).describe('Small tensors beside the picture'),
});
export type ModelInput = z.infer<typeof ModelInput>;
