import { RatingPolicy } from '#contract/rating.ts';
import type { Db } from '../platform/db.ts';

export async function readRatingPolicy(db: Db): Promise<RatingPolicy> {
  const { rows } = await db.query(
    'select on_dissatisfied as "onDissatisfied", rating_days as "ratingDays" from resident_policy',
  );
  return RatingPolicy.parse(rows[0]);
}

export async function writeRatingPolicy(db: Db, policy: RatingPolicy): Promise<RatingPolicy> {
  await db.query('update resident_policy set on_dissatisfied = $1, rating_days = $2', [
    policy.onDissatisfied,
    policy.ratingDays,
  ]);
  return policy;
}
