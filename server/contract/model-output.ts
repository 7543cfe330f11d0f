import { z } from 'zod';

/** The decode families: what a model's output tensors mean. N is a number of boxes, C of classes. */

const Coordinates = z
  .enum(['input-pixels', 'normalised', 'source-pixels'])
  .describe('Pixels of the model’s input, 0..1 of it, or pixels of the source');

const Strides = z
  .array(z.number().int().positive())
  .min(1)
  .describe('Pixels per cell, in the output’s order');

const FirstClass = z
  .number()
  .int()
  .default(0)
  .describe('The number that means the first of `classes`; 1 where 0 is the background');

const YoloxGrid = z
  .object({
    family: z.literal('yolox-grid'),
    name: z.string().describe('The output tensor'),
    strides: Strides,
  })
  .describe('Raw YOLOX cells `[1, cells, 5 + C]`: dx, dy, log w, log h, objectness, classes');

const Yolov5 = z
  .object({
    family: z.literal('yolov5'),
    name: z.string().describe('The output tensor'),
    coordinates: Coordinates.default('input-pixels'),
  })
  .describe('Decoded boxes `[1, N, 5 + C]`: cx, cy, w, h, objectness, classes (YOLOv5, v7, decoded YOLOX)');

const Yolov8 = z
  .object({
    family: z.literal('yolov8'),
    name: z.string().describe('The output tensor'),
    coordinates: Coordinates.default('input-pixels'),
  })
  .describe('Decoded boxes `[1, 4 + C, N]` or `[1, N, 4 + C]`: cx, cy, w, h, classes (YOLOv8, v9, v11)');

const DetectionRows = z
  .object({
    family: z.literal('detection-rows'),
    name: z.string().describe('The output tensor'),
    columns: z
      .enum(['box-score-class', 'class-score-box', 'batch-class-score-box'])
      .default('box-score-class')
      .describe('Order within a row; boxes are x1, y1, x2, y2'),
    coordinates: Coordinates.default('input-pixels'),
    firstClass: FirstClass,
  })
  .describe(
    'Finished rows `[1, N, 6]` or `[N, 6]` (YOLOv10, exports with NMS inside), `[N, 7]` with the batch',
  );

const DetectionLists = z
  .object({
    family: z.literal('detection-lists'),
    boxes: z.string().describe('Output `[1, N, 4]` or `[N, 4]`: x1, y1, x2, y2'),
    scores: z.string().describe('Output `[1, N]` or `[N]`'),
    labels: z.string().describe('Output `[1, N]` or `[N]`: class numbers'),
    count: z.string().optional().describe('Output with the number of boxes that count'),
    coordinates: Coordinates.default('input-pixels'),
    firstClass: FirstClass,
  })
  .describe('Boxes, scores and labels apart (RT-DETR, D-FINE, DEIM with their post-processing; NMS plugins)');

const Detr = z
  .object({
    family: z.literal('detr'),
    logits: z.string().describe('Output `[1, N, C]`, or C + 1 with `softmax`'),
    boxes: z.string().describe('Output `[1, N, 4]`: cx, cy, w, h, 0..1'),
    activation: z.enum(['sigmoid', 'softmax']).default('sigmoid').describe('What turns logits into scores'),
    firstClass: FirstClass,
  })
  .describe('Raw queries of a DETR: logits and normalised boxes');

const Gfl = z
  .object({
    family: z.literal('gfl'),
    name: z.string().optional().describe('One output `[1, cells, C + 4·(regMax + 1)]` (NanoDet-Plus)'),
    heads: z
      .array(
        z.object({
          scores: z.string().describe('Output tensor'),
          distances: z.string().describe('Output tensor'),
        }),
      )
      .optional()
      .describe('Or a pair per stride: `[1, cells, C]` and `[1, cells, 4·(regMax + 1)]`'),
    strides: Strides,
    regMax: z.number().int().positive().default(7).describe('Highest distance in cells'),
    cellCentre: z
      .number()
      .min(0)
      .max(0.5)
      .default(0)
      .describe('Where a cell’s centre lies, in cells: 0 for NanoDet-Plus, 0.5 for NanoDet'),
    activation: z
      .enum(['none', 'sigmoid'])
      .default('none')
      .describe('`none`: scores are probabilities already'),
  })
  .refine(({ name, heads, strides }) => (name !== undefined) !== (heads?.length === strides.length), {
    message: 'either name, or one pair of heads per stride',
  })
  .describe('Distances as distributions (NanoDet, GFL)');

const Classifier = z
  .object({
    family: z.literal('classifier'),
    name: z.string().describe('Output `[1, C]`'),
    activation: z
      .enum(['none', 'softmax', 'sigmoid'])
      .default('none')
      .describe('`none`: probabilities already'),
  })
  .describe('One verdict on the whole picture; its box is the picture');

const HeatMap = z
  .object({
    family: z.literal('heat-map'),
    heat: z.string().describe('Output `[1, C, h, w]`, probabilities'),
    offset: z.string().optional().describe('Output `[1, 2, h, w]`: sub-pixel (dx, dy) in cells'),
    stride: z.number().positive().describe('Input pixels per cell'),
    maxPeaks: z.number().int().positive().describe('No more than so many a picture'),
    boxSide: z.number().positive().default(12).describe('Side of the box drawn around a peak, input pixels'),
  })
  .describe('Peaks of a heat-map');

const ClassMap = z
  .object({
    family: z.literal('class-map'),
    name: z.string().describe('Output `[1, C, h, w]`, probabilities'),
    stride: z.number().positive().describe('Input pixels per cell'),
  })
  .describe('How surely each cell shows each class: for smoke, water and what else has no outline');

const MotionCrops = z
  .object({
    family: z.literal('motion-crops'),
    name: z
      .string()
      .describe('Output `[N]` or `[N, 1]`: how much each of N crops shows a falling thing, 0..1'),
    maxCrops: z.number().int().positive().default(32).describe('No more than so many a picture'),
  })
  .describe(
    'A verdict on each thing that moves before a fixed camera; input `[N, 8, 32, 32]`, five moments close by and three of the surroundings',
  );

export const outputFamilies = [
  YoloxGrid,
  Yolov5,
  Yolov8,
  DetectionRows,
  DetectionLists,
  Detr,
  Gfl,
  Classifier,
  HeatMap,
  ClassMap,
  MotionCrops,
] as const;

export const ModelOutput = z.discriminatedUnion('family', outputFamilies);
export type ModelOutput = z.infer<typeof ModelOutput>;
