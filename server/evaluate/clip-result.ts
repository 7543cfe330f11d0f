import { z } from 'zod';
import { Box } from '#contract/detection.ts';
import type { ReportedEvent } from './event-fit.ts';

/** What a scene told of a clip, as it is kept between runs. */
export const ClipResult = z.object({
  frames: z.number(),
  seconds: z.number(),
  model: z.object({ name: z.string(), version: z.string(), sha256: z.string() }),
  told: z.array(
    z.object({
      openedSeconds: z.number(),
      startedSeconds: z.number(),
      clearedSeconds: z.number().exactOptional(),
      label: z.string(),
      score: z.number(),
      box: Box,
      track: z.array(z.tuple([z.number(), z.number(), z.number()])).exactOptional(),
      reasons: z.array(z.string()),
    }) satisfies z.ZodType<ReportedEvent>,
  ),
});
export type ClipResult = z.infer<typeof ClipResult>;
