import { z } from 'zod';
import { Place } from './case.ts';
import { Rating } from './case-state.ts';
import type { Endpoint } from './endpoint.ts';
import type { Role } from './session.ts';

/** 群众评: whoever reported a case says whether it was settled well, by a signed link and without an account. */

/** `open` can be rated; `over` was rated or opened again in another way since. */
export const RatingLinkState = z.enum(['open', 'rated', 'expired', 'over']);
export type RatingLinkState = z.infer<typeof RatingLinkState>;

/** What a reporter is shown of their case: what they said, and what was done. */
export const RatingView = z.object({
  state: RatingLinkState,
  number: z.string(),
  typeName: z.string(),
  typeNameEn: z.string(),
  text: z.string().nullable(),
  /** What the door plate says, where it was reported from one. */
  address: z.string().nullable(),
  place: Place,
  departmentName: z.string().nullable(),
  departmentNameEn: z.string().nullable(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  expiresAt: z.string(),
  /** What those who handled it said. */
  answer: z.string().nullable(),
  /** Addresses of pictures: of the report, and of what was done. */
  before: z.array(z.string()),
  after: z.array(z.string()),
  rating: Rating.nullable(),
});
export type RatingView = z.infer<typeof RatingView>;

export const GiveRating = z.object({ rating: Rating, note: z.string().trim().min(1).max(500).optional() });
export type GiveRating = z.infer<typeof GiveRating>;

/** What follows when somebody is not satisfied: 回访 or 重办; and how long a link is good. */
export const RatingPolicy = z.object({
  onDissatisfied: z.enum(['call-back', 'reopen']),
  ratingDays: z.number().int().min(1).max(365),
});
export type RatingPolicy = z.infer<typeof RatingPolicy>;

export const CallBackOutcome = z.enum(['settled', 'reopened', 'unreachable']);
export type CallBackOutcome = z.infer<typeof CallBackOutcome>;

/** 回访: somebody was not satisfied, and the centre talks to them. */
export const CallBack = z.object({
  id: z.string(),
  caseId: z.string(),
  number: z.string(),
  typeName: z.string(),
  typeNameEn: z.string(),
  gridName: z.string().nullable(),
  gridNameEn: z.string().nullable(),
  reporterName: z.string().nullable(),
  /** In full: this list is for those who call. */
  phone: z.string().nullable(),
  note: z.string().nullable(),
  ratedAt: z.string(),
  doneAt: z.string().nullable(),
  doneBy: z.string().nullable(),
  outcome: CallBackOutcome.nullable(),
  outcomeNote: z.string().nullable(),
});
export type CallBack = z.infer<typeof CallBack>;

export const EndCallBack = z.object({
  outcome: CallBackOutcome,
  note: z.string().trim().min(1).max(2000),
});
export type EndCallBack = z.infer<typeof EndCallBack>;

/** Pictures of a link, for whoever holds it. */
export const ratingPhotoPath = '/api/ratings/:token/photos/:id';

/** Whoever calls reporters back: the centre. */
const callers: readonly Role[] = ['operator', 'dispatcher', 'admin'];
const Token = z.object({ token: z.string() });

export const ratingEndpoints = {
  ratingByLink: {
    method: 'GET',
    path: '/api/ratings/:token',
    summary: 'What the link of a rating is about',
    may: 'anybody',
    params: Token,
    reply: RatingView,
  },
  rateByLink: {
    method: 'POST',
    path: '/api/ratings/:token',
    summary: 'Rate a closed case by its link, once',
    may: 'anybody',
    params: Token,
    body: GiveRating,
    reply: RatingView,
  },
  ratingPolicy: {
    method: 'GET',
    path: '/api/rating-policy',
    summary: 'What follows when a reporter is not satisfied',
    may: callers,
    reply: RatingPolicy,
  },
  setRatingPolicy: {
    method: 'PUT',
    path: '/api/rating-policy',
    summary: 'Decide what follows when a reporter is not satisfied',
    may: ['admin'],
    body: RatingPolicy,
    reply: RatingPolicy,
  },
  callBacks: {
    method: 'GET',
    path: '/api/call-backs',
    summary: 'Reporters who were not satisfied: those to call, oldest first, or the newest that were called',
    may: callers,
    query: z.object({ done: z.stringbool().default(false) }),
    reply: z.object({ items: z.array(CallBack) }),
  },
  endCallBack: {
    method: 'POST',
    path: '/api/call-backs/:id',
    summary: 'Say how a call went; `reopened` opens the case again',
    may: callers,
    params: z.object({ id: z.string() }),
    body: EndCallBack,
    reply: CallBack,
  },
} as const satisfies Record<string, Endpoint>;
