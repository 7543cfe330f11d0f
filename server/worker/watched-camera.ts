import { z } from 'zod';
import { CameraGeometry, SceneName } from '#contract/detection.ts';
import { LngLat } from '#contract/geo.ts';

/** A camera with a stream and a scene, as a worker needs it. Its address may carry credentials: never log it. */
export const WatchedCamera = z.object({
  code: z.string(),
  streamUrl: z.string(),
  scene: SceneName,
  settings: z.record(z.string(), z.unknown()),
  location: LngLat,
  groundElevationMetres: z.number(),
  geometry: CameraGeometry,
  /** Media time up to which every change is recorded already; for scenes that see every frame. */
  processedUntil: z.number().optional(),
});
export type WatchedCamera = z.infer<typeof WatchedCamera>;

/** Scenes in which a second missed is a case missed. */
export const seesEveryFrame = ({ scene }: Pick<WatchedCamera, 'scene'>): boolean =>
  scene === 'high-rise-throwing';
