import { z } from 'zod';
import { SceneName } from './detection.ts';
import { LngLat, pointCollection } from './geo.ts';

/** 街面, 楼道, 高空 (鹰眼) */
export const CameraKind = z.enum(['street', 'corridor', 'hawk-eye']);

/** `off`: nobody watches it (no stream set); `waiting`: no worker has reported yet. */
export const CameraState = z.enum(['up', 'degraded', 'down', 'waiting', 'off']);
export type CameraState = z.infer<typeof CameraState>;

export const CameraHealth = z.object({
  cameraCode: z.string(),
  state: CameraState,
  /** A reason code where it is not up: `unreachable`, `stalled`, `bad-playlist`, … */
  reason: z.string().nullable(),
  since: z.string(),
  framesPerSecond: z.number().nullable(),
  lagMs: z.number().nullable(),
});
export type CameraHealth = z.infer<typeof CameraHealth>;

export const Camera = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  kind: CameraKind,
  gridCode: z.string().nullable(),
  heightMetres: z.number(),
  bearingDegrees: z.number(),
  tiltDegrees: z.number(),
  horizontalFovDegrees: z.number(),
  scene: SceneName.nullable(),
  hasStream: z.boolean(),
  state: CameraState,
  reason: z.string().nullable(),
  location: LngLat,
});
export type Camera = z.infer<typeof Camera>;
export const CameraCollection = pointCollection(Camera);
export type CameraCollection = z.infer<typeof CameraCollection>;

export const LiveUrl = z.object({ url: z.string(), expiresAt: z.string() });
export type LiveUrl = z.infer<typeof LiveUrl>;
