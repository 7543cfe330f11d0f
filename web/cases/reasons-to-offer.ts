import type { SceneName } from '#contract/detection.ts';
import { type FeedbackReason, type FeedbackVerdict, feedbackReasons } from '#contract/feedback.ts';

/** What cannot be the reason before such a camera; the rest is offered. */
const outOfPlace: Record<SceneName, readonly FeedbackReason[]> = {
  'fire-lane': ['legal-chimney', 'steam-dust', 'fog-cloud', 'foliage'],
  'straw-burning': ['shadow', 'animal', 'foliage', 'passing', 'own-vehicle', 'exempt'],
  'high-rise-throwing': ['legal-chimney', 'steam-dust', 'fog-cloud', 'passing', 'own-vehicle', 'exempt'],
};

/** The reasons that one may choose from, the last always “something else”. */
export const reasonsToOffer = (verdict: FeedbackVerdict, scene: SceneName): FeedbackReason[] =>
  feedbackReasons[verdict].filter((reason) => !outOfPlace[scene].includes(reason));
