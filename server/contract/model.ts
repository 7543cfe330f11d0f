import { z } from 'zod';

/** `models/<name>/model.json`: everything the detector needs to run a model file, and who may use it. */
export const ModelManifest = z.object({
  name: z.string().regex(/^[a-z0-9-]+$/),
  version: z.string(),
  task: z.string(),
  file: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  licence: z.string(),
  card: z.string(),
  input: z.object({
    name: z.string(),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    layout: z.enum(['NHWC', 'NCHW']),
    dtype: z.enum(['uint8', 'float32']),
    colour: z.enum(['rgb', 'bgr', 'grey']),
    /** How a source picture meets the input's shape. */
    fit: z.enum(['stretch', 'letterbox-top-left']),
    padValue: z.number().int().min(0).max(255).default(114),
    /** Pictures per inference; 1 for still detectors. */
    frames: z.number().int().positive().default(1),
    /** Distance between stacked pictures, in frames. */
    frameStride: z.number().int().positive().default(1),
    /** Index of the stacked picture that the detections belong to; the last one by default. */
    referenceFrame: z.number().int().nonnegative().optional(),
    /** Run on every n-th decoded frame. */
    everyFrames: z.number().int().positive().default(1),
    /** float32 only: value = pixel · scale + offset. */
    scale: z.number().default(1),
    offset: z.number().default(0),
  }),
  output: z.discriminatedUnion('family', [
    z.object({
      family: z.literal('yolox-grid'),
      name: z.string(),
      strides: z.array(z.number().int().positive()),
    }),
    z.object({
      family: z.literal('heat-map'),
      heat: z.string(),
      /** Sub-pixel (dx, dy) in cells, where the model has it. */
      offset: z.string().optional(),
      stride: z.number().positive(),
      maxPeaks: z.number().int().positive(),
      /** Side of the box drawn around a peak, source pixels at the model's width. */
      boxSide: z.number().positive().default(12),
    }),
  ]),
  classes: z.array(z.string()).min(1),
  thresholds: z.object({ score: z.number().min(0).max(1), iou: z.number().min(0).max(1).default(0.5) }),
});
export type ModelManifest = z.infer<typeof ModelManifest>;
