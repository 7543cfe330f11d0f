import type { SceneName } from '#contract/detection.ts';
import type { EvaluationClip } from './evaluation-clip.ts';

/** Footage made for other scenes is footage in which nothing of this scene happens; what is of this scene stays. */
export const asNegatives = (clips: readonly EvaluationClip[], scene: SceneName): EvaluationClip[] =>
  clips.map((clip) => {
    if (clip.scene === scene) return clip;
    const { zone: _, dwellSeconds: __, sampleFps: ___, ...rest } = clip;
    return {
      ...rest,
      set: `${clip.set} as negatives`,
      scene,
      events: [],
      ignore: [],
    };
  });
