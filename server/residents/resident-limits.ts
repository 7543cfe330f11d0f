import { createHmac } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Pool } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';

/**
 * What strangers may do how often, counted in the database so that all servers agree. Many phones share one address
 * behind a carrier, so that addresses get far more than a phone.
 */
const limits = {
  'code-address': { points: 60, duration: 3600 },
  'code-plate': { points: 30, duration: 3600 },
  'code-pause': { points: 1, duration: 60 },
  'code-phone': { points: 5, duration: 86_400 },
  'verify-address': { points: 100, duration: 3600 },
  'report-address': { points: 120, duration: 3600 },
  'report-plate': { points: 60, duration: 3600 },
  'report-resident': { points: 20, duration: 86_400 },
  'photo-resident': { points: 90, duration: 86_400 },
} as const;
export type ResidentLimit = keyof typeof limits;

export type TakeFrom = (limit: ResidentLimit, key: string) => Promise<void>;

/** Counts one more of something; refuses with the time until the next one. Keys are kept as keyed hashes alone. */
export function createResidentLimits(pool: Pool, secret: () => Promise<Buffer>): TakeFrom {
  const limiters = new Map(
    Object.entries(limits).map(([keyPrefix, limit]) => [
      keyPrefix,
      new RateLimiterPostgres({
        ...limit,
        keyPrefix,
        storeClient: pool,
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
      }),
    ]),
  );
  return async (limit, key) => {
    const hashed = createHmac('sha256', await secret())
      .update(key)
      .digest('base64url');
    try {
      await limiters.get(limit)?.consume(hashed);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new Problem('too-many-requests', `Too often (${limit})`, {
        retryAfterSeconds: refused.msBeforeNext / 1000,
      });
    }
  };
}
