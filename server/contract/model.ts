import { z } from 'zod';
import { ModelInput } from './model-input.ts';
import { ModelOutput } from './model-output.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** `models/<name>/model.json`: everything the detector needs to run a model file, and who may use it. */
export const ModelManifest = z
  .object({
    name: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .describe('What settings, logs and cases call the model; lower-case letters, digits and dashes'),
    version: z.string().describe('Of the weights; free text'),
    task: z.string().describe('What it is for: `vehicles` (fire lane), `smoke` or `falling`'),
    priority: z
      .number()
      .int()
      .default(0)
      .describe('Of several models with one task the highest serves, unless a setting names another'),
    file: z.string().describe('The ONNX file in this folder, weights inside'),
    sha256: Sha256.describe('Of that file; another file is refused'),
    fp16File: z.string().optional().describe('The same model in half precision, run on CUDA and TensorRT'),
    fp16Sha256: Sha256.optional().describe('Of `fp16File`; needed with it'),
    licence: z.string().describe('Of the weights, e.g. `Apache-2.0`'),
    card: z.string().describe('The file in this folder that tells of data, scores and failures'),
    input: ModelInput,
    output: ModelOutput,
    classes: z.array(z.string()).min(1).describe('The model’s own names, in its order'),
    classMap: z
      .record(z.string(), z.string())
      .optional()
      .describe(
        'From its names to those of the scene (`"motorcycle": "motorbike"`); names that are not in it are left out',
      ),
    thresholds: z.object({
      score: z.number().min(0).max(1).describe('Below it nothing is found'),
      iou: z
        .number()
        .min(0)
        .max(1)
        .default(0.5)
        .describe('Boxes of a class that overlap more show one thing; for families that need it'),
    }),
  })
  .refine(({ fp16File, fp16Sha256 }) => (fp16File === undefined) === (fp16Sha256 === undefined), {
    message: 'fp16File and fp16Sha256 go together',
    path: ['fp16Sha256'],
  })
  .refine(
    ({ input, output }) =>
      !('coordinates' in output) ||
      output.coordinates !== 'source-pixels' ||
      input.fit !== 'letterbox-centre',
    {
      message: 'a model that answers in source pixels knows of no padding on the left: stretch, or top left',
      path: ['input', 'fit'],
    },
  );
export type ModelManifest = z.infer<typeof ModelManifest>;

export type OutputOf<Family extends ModelManifest['output']['family']> = Extract<
  ModelManifest['output'],
  { family: Family }
>;
