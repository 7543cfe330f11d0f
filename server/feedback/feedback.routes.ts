import type { Router } from 'express';
import { serve } from '../platform/http/serve.ts';
import type { FeedbackService } from './feedback.service.ts';

/** What operators say of a case, and what they set on its camera. */
export function feedbackRoutes(router: Router, feedback: FeedbackService): void {
  serve(router, 'caseFeedback', ({ params, actor }) => feedback.of(params.id, actor));
  serve(router, 'giveFeedback', ({ params, body, actor }) => feedback.give(params.id, body, actor));
  serve(router, 'tuneCamera', ({ params, body, actor }) => feedback.tune(params.id, body, actor));
  serve(router, 'cameraTunes', ({ params, actor }) => feedback.tunesOf(params.code, actor));
  serve(router, 'undoTune', ({ params, actor }) => feedback.undo(params.id, actor));
}
