import type { ClipResult } from './clip-result.ts';
import type { EvaluationClip, TruthEvent } from './evaluation-clip.ts';
import { fitOf } from './event-fit.ts';
import { type Matching, matchEvents } from './match-events.ts';

/** A clip with what was told of it and how that matches what happened. */
export interface EvaluatedClip extends Matching {
  clip: EvaluationClip;
  model: ClipResult['model'];
  /** Seconds of the file, and hours before the camera. */
  seconds: number;
  cameraHours: number;
}

export const evaluateClip = (clip: EvaluationClip, { told, seconds, model }: ClipResult): EvaluatedClip => ({
  clip,
  model,
  seconds,
  cameraHours: clip.isStill ? 0 : (seconds * clip.timeLapse) / 3600,
  ...matchEvents(
    clip.events.filter((event) => isDue(clip, event, seconds)),
    told,
    (truth, report) => fitOf(clip, truth, report),
  ),
});

/** A stand that ends before its dwell is over is none that must be told, nor is one that the clip does not show so long. */
const isDue = (clip: EvaluationClip, event: TruthEvent, seconds: number): boolean =>
  clip.scene !== 'fire-lane' ||
  Math.min(event.endSeconds ?? seconds, seconds) - event.firstSeconds >= (clip.dwellSeconds ?? 0);
