import { z } from 'zod';
import { SceneName } from './detection.ts';
import { Code, caseRoles, type Endpoint, Id } from './endpoint.ts';
import { Polygon } from './scene-settings.ts';

/** What operators say of what a machine found, and what they set on its camera for it. */

/** 误报, or 属实但…. */
export const FeedbackVerdict = z.enum(['false-alarm', 'confirmed-but']);
export type FeedbackVerdict = z.infer<typeof FeedbackVerdict>;

export const feedbackReasons = {
  'false-alarm': [
    'legal-chimney',
    'steam-dust',
    'fog-cloud',
    'light',
    'shadow',
    'animal',
    'foliage',
    'rain-snow',
    'passing',
    'own-vehicle',
    'exempt',
    'other',
  ],
  'confirmed-but': [
    'wrong-place',
    'wrong-box',
    'wrong-type',
    'wrong-time',
    'legal-chimney',
    'own-vehicle',
    'exempt',
    'other',
  ],
} as const satisfies Record<FeedbackVerdict, readonly string[]>;

export const FeedbackReason = z.enum([
  ...new Set([...feedbackReasons['false-alarm'], ...feedbackReasons['confirmed-but']]),
]);
export type FeedbackReason = z.infer<typeof FeedbackReason>;

export const GiveFeedback = z
  .object({
    verdict: FeedbackVerdict,
    reason: FeedbackReason.optional(),
    note: z.string().trim().min(1).max(2000).optional(),
  })
  .refine(
    ({ verdict, reason }) => !reason || (feedbackReasons[verdict] as readonly string[]).includes(reason),
    {
      error: 'is no reason for this verdict',
      path: ['reason'],
    },
  );
export type GiveFeedback = z.infer<typeof GiveFeedback>;

export const Feedback = z.object({
  id: z.string(),
  verdict: FeedbackVerdict,
  reason: FeedbackReason.nullable(),
  note: z.string().nullable(),
  at: z.string(),
  actorName: z.string().nullable(),
});
export type Feedback = z.infer<typeof Feedback>;

/** `ignore-zone`: nothing is told from there any more; `open-score`: what scores less opens no case. */
export const TuneKind = z.enum(['ignore-zone', 'open-score']);
export type TuneKind = z.infer<typeof TuneKind>;

/** Without a polygon or a score, what the case's offer says. */
export const TuneCamera = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ignore-zone'), polygon: Polygon.optional() }),
  z.object({ kind: z.literal('open-score'), score: z.number().gt(0).max(1).optional() }),
]);
export type TuneCamera = z.infer<typeof TuneCamera>;

/** A camera's own setting, made from a case; who set it and when, and whether it still holds. */
export const CameraTune = z.object({
  id: z.string(),
  cameraCode: z.string(),
  scene: SceneName,
  caseId: z.string().nullable(),
  kind: TuneKind,
  polygon: Polygon.nullable(),
  score: z.number().nullable(),
  /** The camera's own threshold before, null where it had none. */
  previousScore: z.number().nullable(),
  at: z.string(),
  actorName: z.string().nullable(),
  undoneAt: z.string().nullable(),
});
export type CameraTune = z.infer<typeof CameraTune>;

/** What may be set on the camera that found a case, made from what it saw. */
export const TuneOffer = z.object({
  cameraCode: z.string(),
  scene: SceneName,
  /** Around the box, with a margin; shares of the picture. Null where the picture's size is unknown. */
  ignoreZone: Polygon.nullable(),
  /** Just above what the case scored; null where nothing lies above it. */
  score: z.number().nullable(),
  /** From which score on this camera opens cases now. */
  currentScore: z.number().nullable(),
});
export type TuneOffer = z.infer<typeof TuneOffer>;

export const CaseFeedback = z.object({
  /** Newest first. */
  feedback: z.array(Feedback),
  /** Null where no machine found it. */
  offer: TuneOffer.nullable(),
  /** What was set from this case and still holds. */
  tunes: z.array(CameraTune),
});
export type CaseFeedback = z.infer<typeof CaseFeedback>;

export const CameraTunes = z.object({
  /** Those that hold, newest first. */
  items: z.array(CameraTune),
});
export type CameraTunes = z.infer<typeof CameraTunes>;

export const feedbackEndpoints = {
  caseFeedback: {
    method: 'GET',
    path: '/api/cases/:id/feedback',
    summary: 'What operators said of a case, and what may be set on its camera',
    may: caseRoles,
    params: Id,
    reply: CaseFeedback,
  },
  giveFeedback: {
    method: 'POST',
    path: '/api/cases/:id/feedback',
    summary: 'Say that a case was a false alarm, or what was wrong with it; its evidence is kept for that',
    may: caseRoles,
    params: Id,
    body: GiveFeedback,
    reply: CaseFeedback,
  },
  tuneCamera: {
    method: 'POST',
    path: '/api/cases/:id/tunes',
    summary: 'Set an ignore-zone or a threshold of the camera that found a case',
    may: caseRoles,
    params: Id,
    body: TuneCamera,
    reply: CaseFeedback,
  },
  cameraTunes: {
    method: 'GET',
    path: '/api/cameras/:code/tunes',
    summary: 'What operators set on a camera and still holds',
    may: caseRoles,
    params: Code,
    reply: CameraTunes,
  },
  undoTune: {
    method: 'DELETE',
    path: '/api/camera-tunes/:id',
    summary: 'Take back an ignore-zone or a threshold',
    may: caseRoles,
    params: Id,
    reply: CameraTune,
  },
} as const satisfies Record<string, Endpoint>;
