import { noteAudit } from './audit/note-audit.ts';
import { type CaseDispatch, createCaseDispatch } from './case-dispatch.ts';
import { announceCase } from './cases/announce-case.ts';
import { findCase } from './cases/case.repository.ts';
import { type CaseService, createCaseService } from './cases/case.service.ts';
import { findPlace } from './cases/case-place.repository.ts';
import { listSteps } from './cases/case-step.repository.ts';
import { openingTimes } from './cases/opening-times.ts';
import { type StepTaken, takeStepIn } from './cases/take-step.ts';
import type { EvidenceStore } from './evidence/evidence-store.ts';
import { createFeedbackService, type FeedbackService } from './feedback/feedback.service.ts';
import { gcj02ToWgs84 } from './georeference/gcj02.ts';
import type { Pool } from './platform/db.ts';
import { keepSecret } from './platform/secret.ts';
import { createRatingService, type RatingService } from './ratings/rating.service.ts';
import { createWhistleService, type WhistleService } from './whistle/whistle.service.ts';

/** What takes part in a case's way from whistle to rating. */
export interface CaseLoop {
  cases: CaseService;
  dispatch: CaseDispatch;
  whistles: WhistleService;
  feedback: FeedbackService;
  ratings: RatingService;
  /** Told of every step, whoever takes it, within its transaction. */
  hooks: StepTaken[];
}

/** Ties the services together that hear of each other's steps. */
export function openCaseLoop(pool: Pool, evidence: Pick<EvidenceStore, 'put'>): CaseLoop {
  const hooks: StepTaken[] = [
    async (tx, _emit, { before, request, actorId }) => {
      if (request.step === 'refuse') await feedback.noteFalseAlarm(tx, before.id, request.note, actorId);
    },
    async (tx, _emit, { before, request, actorId }) => {
      if (request.photoIds) await whistles.tie(tx, before.id, request.photoIds, actorId);
    },
    async (tx, _emit, { before, after, request: { step }, actorId }) =>
      noteAudit(tx, {
        action: 'case-step',
        actorId,
        object: { kind: 'case', id: before.id, name: before.number },
        details: { step, from: before.state, to: after.state },
      }),
    (tx, emit, step) => ratings.followStep(tx, emit, step),
  ];
  const dispatch = createCaseDispatch(hooks);
  const cases = createCaseService(pool, hooks);
  const ratings = createRatingService({
    pool,
    secret: keepSecret(pool, 'ratings'),
    findCase,
    listSteps,
    takeStep: (tx, emit, id, request, taker) => takeStepIn(tx, emit, id, request, taker, hooks),
  });
  const whistles = createWhistleService({
    pool,
    keep: (key, bytes, contentType) => evidence.put(key, bytes, contentType),
    findPlace,
    toWgs84: gcj02ToWgs84,
    openingTimes,
    announce: async (tx, emit, caseId, reporterId, photoIds) => {
      await dispatch.plan(tx, caseId);
      await announceCase(tx, emit, caseId, reporterId, photoIds);
      const object = { kind: 'case', id: caseId, name: null };
      noteAudit(tx, { action: 'case-step', actorId: reporterId, object, details: { step: 'report' } });
    },
    detail: cases.detail,
  });
  const feedback = createFeedbackService(pool, cases);
  return { cases, dispatch, whistles, feedback, ratings, hooks };
}
