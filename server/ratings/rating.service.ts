import type { Case, CaseStepRecord, TakeStep } from '#contract/case.ts';
import type { GiveRating, RatingLinkState, RatingView } from '#contract/rating.ts';
import { type Db, type Emit, type Pool, transact } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { insertCallBack } from './call-back.repository.ts';
import {
  findLink,
  insertLink,
  insertRating,
  lockLink,
  markUsed,
  type RatingLink,
  ratingOfLink,
  voidLinks,
} from './rating-link.repository.ts';
import { readRatingPolicy } from './rating-policy.repository.ts';
import { linkOfToken, tokenOfLink } from './rating-token.ts';

/** What rating needs of other stages. */
export interface RatingParts {
  pool: Pool;
  /** Signs the links; the same for all servers. */
  secret(): Promise<Buffer>;
  findCase(db: Db, id: string): Promise<Case | undefined>;
  listSteps(db: Db, caseId: string): Promise<CaseStepRecord[]>;
  /** Takes a step as the case's reporter, or as the product itself, with all that follows from it. */
  takeStep(
    tx: Db,
    emit: Emit,
    caseId: string,
    request: TakeStep,
    taker: { party: 'reporter' | 'machine' },
  ): Promise<unknown>;
}

export type RatingService = ReturnType<typeof createRatingService>;

/** Ratings by whoever reported: a link for each closing, one rating by it, and what follows from a bad one. */
export function createRatingService(parts: RatingParts) {
  const { pool } = parts;

  const mustFind = (found: RatingLink | undefined): RatingLink => {
    if (!found) throw new Problem('link-not-found', 'This link leads nowhere');
    return found;
  };
  const open = async (token: string, read: (id: string) => Promise<RatingLink | undefined>) => {
    const id = linkOfToken(await parts.secret(), token);
    return mustFind(id === undefined ? undefined : await read(id));
  };

  const view = async (token: string): Promise<RatingView> => {
    const link = await open(token, (id) => findLink(pool, id));
    const found = await parts.findCase(pool, link.caseId);
    if (!found) throw new Problem('link-not-found', 'This link leads nowhere');
    const steps = await parts.listSteps(pool, link.caseId);
    const photosOf = (...names: string[]) =>
      photoIdsOf(steps, names).map((id) => `/api/ratings/${token}/photos/${id}`);
    const { number, typeName, typeNameEn, text, place, departmentName, departmentNameEn } = found;
    return {
      state: stateOf(link),
      ...{ number, typeName, typeNameEn, text, place, departmentName, departmentNameEn },
      address: link.address,
      openedAt: found.openedAt,
      closedAt: found.closedAt,
      expiresAt: link.expiresAt.toISOString(),
      answer: answerOf(steps),
      before: photosOf('report'),
      after: photosOf('feedback', 'check', 'close'),
      rating: await ratingOfLink(pool, link.id),
    };
  };

  return {
    view,
    tokenOf: async (linkId: string): Promise<string> => tokenOfLink(await parts.secret(), linkId),

    /** Rates by a link, once; what the policy says of dissatisfaction happens in the same transaction. */
    async rate(token: string, given: GiveRating): Promise<RatingView> {
      await transact(pool, async (tx, emit) => {
        const link = await open(token, (id) => lockLink(tx, id));
        refuseUnlessOpen(stateOf(link));
        await parts.takeStep(tx, emit, link.caseId, { step: 'rate', ...given }, { party: 'reporter' });
        await markUsed(tx, link.id);
      });
      return view(token);
    },

    /** Whether the link shows this photo. */
    async showsPhoto(token: string, photoId: string): Promise<boolean> {
      const { caseId } = await open(token, (id) => findLink(pool, id));
      const steps = await parts.listSteps(pool, caseId);
      return photoIdsOf(steps, ['report', 'feedback', 'check', 'close']).includes(photoId);
    },

    /** Told of each step within its transaction: a closing makes a link, a rating or a reopening ends it. */
    async followStep(
      tx: Db,
      emit: Emit,
      { after, request, actorId }: { after: Case; request: TakeStep; actorId: string | null },
    ): Promise<void> {
      if (request.step === 'close') await insertLink(tx, after.id);
      if (request.step === 'reopen') await voidLinks(tx, after.id);
      if (request.step !== 'rate' || !request.rating) return;
      await voidLinks(tx, after.id);
      const { rating, note } = request;
      const ratingId = await insertRating(tx, { caseId: after.id, rating, note, byLink: actorId === null });
      if (rating !== 'not') return;
      const { onDissatisfied } = await readRatingPolicy(tx);
      if (onDissatisfied === 'call-back') return insertCallBack(tx, after.id, ratingId);
      const why = note ? `群众不满意：${note}` : '群众不满意';
      await parts.takeStep(tx, emit, after.id, { step: 'reopen', note: why }, { party: 'machine' });
    },
  };
}

const photoIdsOf = (steps: readonly CaseStepRecord[], names: readonly string[]): string[] =>
  steps.filter(({ step }) => names.includes(step)).flatMap(({ data }) => data.photoIds ?? []);

/** The last words of those who handled or closed it. */
const answerOf = (steps: readonly CaseStepRecord[]): string | null =>
  steps.findLast(({ step, note }) => (step === 'feedback' || step === 'close') && note !== null)?.note ??
  null;

function stateOf(link: RatingLink): RatingLinkState {
  if (link.usedAt) return 'rated';
  if (link.voidedAt) return 'over';
  return link.isExpired ? 'expired' : 'open';
}

function refuseUnlessOpen(state: RatingLinkState): void {
  if (state === 'rated') throw new Problem('link-used', 'This was rated already; thank you');
  if (state !== 'open') throw new Problem('link-expired', 'This link is no longer good');
}
