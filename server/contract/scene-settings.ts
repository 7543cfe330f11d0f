import { z } from 'zod';
import { Point, type SceneName } from './detection.ts';

/** What an operator sets per camera and scene. Polygons and lines are in normalised 0..1 picture coordinates. */

const NormalisedPoint = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]);
export const Polygon = z.array(NormalisedPoint).min(3, 'a polygon needs at least 3 points');
export type Polygon = z.infer<typeof Polygon>;

/** The camera's own threshold: an incident that scores less opens no case. */
const openScore = z.number().min(0).max(1).optional();

export const FireLaneSettings = z.object({
  /** Where nobody may stand; without it the whole picture counts. */
  zone: Polygon.optional(),
  ignoreZones: z.array(Polygon).default([]),
  preAlarmSeconds: z.number().positive().default(30),
  dwellSeconds: z.number().positive().default(180),
  /** Fire engines and ambulances at work, recognised by their flashing lamps, may stand there. */
  exemptEmergencyVehicles: z.boolean().default(true),
  scoreThreshold: z.number().min(0).max(1).optional(),
  openScore,
});
export type FireLaneSettings = z.infer<typeof FireLaneSettings>;

export const StrawBurningSettings = z.object({
  /** Legal chimneys, steam outlets, roads with dust. */
  ignoreZones: z.array(Polygon).default([]),
  confirmations: z.number().int().positive().default(3),
  outOfFrames: z.number().int().positive().default(5),
  clearAfterSeconds: z.number().positive().default(120),
  scoreThreshold: z.number().min(0).max(1).optional(),
  openScore,
});
export type StrawBurningSettings = z.infer<typeof StrawBurningSettings>;

export const Facade = z.object({
  /** Horizontal distance from the camera to the façade plane, metres. */
  distanceMetres: z.number().positive(),
  /** Left and right end of the façade's ground line; may lie outside the picture. */
  base: z.tuple([Point, Point]),
  /** Left and right end of the roof line. */
  top: z.tuple([Point, Point]),
  floors: z.number().int().positive(),
  floorHeightMetres: z.number().positive().default(3),
  /** Columns of windows (units) from left to right: how many of one width, or their edges as shares 0..1 of the façade. */
  columns: z
    .union([
      z.number().int().positive(),
      z
        .array(z.number().min(0).max(1))
        .min(2)
        .refine((edges) => edges.every((edge, i) => i === 0 || edge > (edges[i - 1] ?? 0)), {
          message: 'edges rise from left to right',
        }),
    ])
    .optional(),
});
export type Facade = z.infer<typeof Facade>;

export const HighRiseThrowingSettings = z.object({
  facade: Facade.optional(),
  /** Privacy masks over windows and places where things move without falling. */
  masks: z.array(Polygon).default([]),
  scoreThreshold: z.number().min(0).max(1).optional(),
  openScore,
});
export type HighRiseThrowingSettings = z.infer<typeof HighRiseThrowingSettings>;

export const sceneSettings = {
  'fire-lane': FireLaneSettings,
  'straw-burning': StrawBurningSettings,
  'high-rise-throwing': HighRiseThrowingSettings,
} as const satisfies Record<SceneName, z.ZodType>;
