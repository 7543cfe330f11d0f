import { z } from 'zod';

/** What the stages detect → scenes → cases hand to each other. Pixels are source pixels, origin top-left. */

export const sceneNames = ['fire-lane', 'straw-burning', 'high-rise-throwing'] as const;
export const SceneName = z.enum(sceneNames);
export type SceneName = z.infer<typeof SceneName>;

/** `[x, y, width, height]` in source pixels. */
export const Box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof Box>;

/** `[x, y]`: source pixels, or 0..1 of the picture where the name says `normalised`. */
export const Point = z.tuple([z.number(), z.number()]);
export type Point = z.infer<typeof Point>;

/** `[at, x, y]`: media time in epoch milliseconds, then source pixels. */
export const TrackPoint = z.tuple([z.number(), z.number(), z.number()]);
export type TrackPoint = z.infer<typeof TrackPoint>;

export const Detection = z.object({
  label: z.string(),
  /** 0..1 */
  score: z.number(),
  box: Box,
});
export type Detection = z.infer<typeof Detection>;

/** The frame as the model saw it: scaled by the decoder, rows packed, 3 channels RGB or 1 channel luma. */
export interface Picture {
  width: number;
  height: number;
  channels: 1 | 3;
  data: Uint8Array;
  /** Source pixels per picture pixel, horizontally and vertically: source x = picture x · scaleX. */
  scaleX: number;
  scaleY: number;
  /** Beside luma, where the model asks for it: how blue and how red, each at half the picture's size, rounded up. */
  chroma?: { width: number; height: number; blue: Uint8Array; red: Uint8Array };
}

/** One decoded frame's facts and its scaled picture. */
export interface Frame {
  /** Media time, epoch milliseconds UTC. */
  at: number;
  /** Source size in pixels. */
  width: number;
  height: number;
  picture: Picture;
}

/**
 * What a detector says of one frame. For models that read several frames, `frame` is the reference
 * frame that the detections belong to, which may lie a few frames behind the newest one.
 */
export interface Observation {
  frame: Frame;
  detections: Detection[];
  /** Parts of the picture that were looked at in full resolution; absent: all of it. */
  looked?: readonly Box[];
}

export type SceneChangeKind = 'pre-alarm' | 'opened' | 'updated' | 'cleared';

/** Why a scene decided so: a code that the interface translates, with the values it names. */
export const Reason = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type Reason = z.infer<typeof Reason>;

/** A decision of a scene; the only thing that becomes a case. */
export const SceneChange = z.object({
  scene: SceneName,
  change: z.enum(['pre-alarm', 'opened', 'updated', 'cleared']),
  /** Same for all changes of one incident on one camera; made of scene and start time, e.g. `fire-lane:1700000000000:1`. */
  incidentKey: z.string(),
  /** Media time when the incident began (vehicle stopped, first smoke, object let go), epoch ms. */
  startedAt: z.number(),
  /** Media time that this change is about, epoch ms: dwell reached, last confirmation, left; for a throw its start. */
  at: z.number(),
  label: z.string(),
  score: z.number(),
  box: Box,
  /** The pixel that touches the ground or façade and is georeferenced: tyre line, plume's foot, landing point. */
  anchor: Point,
  track: z.array(TrackPoint).optional(),
  /** The curve of the law of motion that was fitted to the track. */
  fit: z.array(TrackPoint).optional(),
  reasons: z.array(Reason),
  /** Scene-specific figures: durationSeconds, floor, floorError, growth… */
  facts: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
});
export type SceneChange = z.infer<typeof SceneChange>;

/** `live` and `recording` are sequences; `still` is one picture judged by itself. */
export type SceneMode = 'live' | 'recording' | 'still';

/** A pure state machine over observations of one camera; time comes only from `observation.frame.at`. */
export interface Scene {
  /** Observations come in time order; gaps may be any length. Returns the changes that this one causes. */
  observe(observation: Observation): SceneChange[];
  /** The recording ended or the stream broke for good: what can still be decided is decided (may be empty). */
  finish?(): SceneChange[];
}

/** What a scene needs to know of its camera's geometry; all angles in degrees, tilt negative below the horizon. */
export const CameraGeometry = z.object({
  heightMetres: z.number(),
  bearingDegrees: z.number(),
  tiltDegrees: z.number().min(-90).max(90),
  horizontalFovDegrees: z.number().gt(0).lt(180),
});
export type CameraGeometry = z.infer<typeof CameraGeometry>;

/**
 * Every scene file exports one of these: `createFireLaneScene`, `createStrawBurningScene`,
 * `createHighRiseThrowingScene`. Settings are already validated; geometry may be unknown (a clip from the command line).
 */
export type CreateScene<Settings> = (options: {
  settings: Settings;
  geometry?: CameraGeometry;
  mode: SceneMode;
}) => Scene;
