import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../platform/problem.ts';

/** At most 30 tries a minute from one address: slows guessing over many usernames, which lockout doesn't. */
export function createSignInLimit() {
  const limiter = new RateLimiterMemory({ points: 30, duration: 60 });
  return {
    async take(address: string): Promise<void> {
      try {
        await limiter.consume(address);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        throw new Problem('too-many-requests', 'Too many sign-in attempts from this address', {
          retryAfterSeconds: refused.msBeforeNext / 1000,
        });
      }
    },
  };
}
