import { z } from 'zod';
import { Box, SceneName } from '#contract/detection.ts';

/** `truth.json` of a folder of clips; what it says beyond this is left to people. */

const Corner = z.tuple([z.number().nonnegative(), z.number().nonnegative()]);
const Zone = z.array(Corner).min(3);

const TruthEventEntry = z.object({
  class: z.string(),
  t_first: z.number().nonnegative(),
  t_end: z.number().optional(),
  /** A thing that stood begins to leave, or is gone. */
  t_leave: z.number().optional(),
  first_frame: z.number().int().optional(),
  boxes: z.array(z.object({ frame: z.number().nonnegative(), bbox: Box })).optional(),
  /** OpenCV's XML with boxes per frame; words may follow the name. */
  boxes_file: z.string().optional(),
  /** `[t, x, y]` */
  track: z.array(z.tuple([z.number(), z.number(), z.number()])).optional(),
});
export type TruthEventEntry = z.infer<typeof TruthEventEntry>;

const TruthClip = z.object({
  file: z.string().optional(),
  frames_dir: z.string().optional(),
  /** A folder of pictures with YOLO labels beside them. */
  dir: z.string().optional(),
  scene: SceneName.optional(),
  kind: z.string().optional(),
  fps: z.number().positive().optional(),
  duration_s: z.number().positive().optional(),
  sample_fps: z.number().positive().optional(),
  /** Seconds before the camera between two frames of a time-lapse. */
  frame_seconds: z.number().positive().optional(),
  conditions: z.array(z.string()).optional(),
  camera: z.string().optional(),
  starts_at: z.iso.datetime({ offset: true }).optional(),
  zone: Zone.optional(),
  dwell_s: z.number().positive().optional(),
  ignore_zones: z.array(Zone).optional(),
  events: z.array(TruthEventEntry).optional(),
  note: z.string().optional(),
  labels: z.string().optional(),
});
export type TruthClip = z.infer<typeof TruthClip>;

export const TruthFile = z.object({
  scene: SceneName.optional(),
  convention: z.string().optional(),
  /** Of all its clips that say nothing else. */
  frame_seconds: z.number().positive().optional(),
  clips: z.array(TruthClip),
});
export type TruthFile = z.infer<typeof TruthFile>;

/** What the renderer writes beside each of the demo's clips. */
export const RenderedTruth = z.object({
  scene: SceneName,
  fps: z.number().positive(),
  conditions: z.array(z.string()).default([]),
  settings: z.object({
    zone: Zone.optional(),
    dwellSeconds: z.number().positive().optional(),
    ignoreZones: z.array(Zone).optional(),
    masks: z.array(Zone).optional(),
  }),
  incidents: z.array(
    z.object({
      kind: z.string(),
      startSeconds: z.number(),
      firstVisibleSeconds: z.number().optional(),
      endSeconds: z.number(),
      box: Box.optional(),
      boxes: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()])).optional(),
      track: z.array(z.tuple([z.number(), z.number(), z.number()])).optional(),
    }),
  ),
});
