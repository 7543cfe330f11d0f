import type { Router } from 'express';
import type { NewAuditEntry } from '#contract/audit.ts';
import { ratingPhotoPath } from '#contract/rating.ts';
import { type Db, type Pool, transact } from '../platform/db.ts';
import { type OpenedFile, sendFile } from '../platform/http/send-file.ts';
import { serve } from '../platform/http/serve.ts';
import { Problem } from '../platform/problem.ts';
import type { CallBackService } from './call-back.service.ts';
import type { RatingService } from './rating.service.ts';
import { readRatingPolicy, writeRatingPolicy } from './rating-policy.repository.ts';

export type OpenPhotoById = (
  id: string,
  range: { start: number; end?: number } | undefined,
) => Promise<OpenedFile | undefined>;

/** Rating by link, what follows from it, and who calls back. */
export function ratingRoutes(
  router: Router,
  pool: Pool,
  ratings: RatingService,
  callBacks: CallBackService,
  openPhoto: OpenPhotoById,
  note: (tx: Db, entry: NewAuditEntry) => void,
): void {
  serve(router, 'ratingByLink', ({ params }) => ratings.view(params.token));
  serve(router, 'rateByLink', ({ params, body }) => ratings.rate(params.token, body));
  router.get(ratingPhotoPath, async (request, response) => {
    const { token, id } = request.params;
    if (!(await ratings.showsPhoto(token, id)))
      throw new Problem('photo-not-found', `There is no photo ${id}`);
    await sendFile(request, response, (range) => openPhoto(id, range), `photo-${id}`);
  });
  serve(router, 'ratingPolicy', () => readRatingPolicy(pool));
  serve(router, 'setRatingPolicy', ({ body, actor }) =>
    transact(pool, async (tx) => {
      const object = { kind: 'rating-policy', id: 'rating-policy', name: null };
      note(tx, { action: 'rating-policy', actorId: actor.id, object, details: { ...body } });
      return writeRatingPolicy(tx, body);
    }),
  );
  serve(router, 'callBacks', ({ query, actor }) => callBacks.list(query.done, actor));
  serve(router, 'endCallBack', ({ params, body, actor }) => callBacks.end(params.id, body, actor));
}
