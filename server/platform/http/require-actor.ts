import type { Response } from 'express';
import type { May } from '#contract/endpoint.ts';
import type { SessionUser } from '#contract/session.ts';
import { Problem } from '../problem.ts';

/** Who asks; refuses someone who has not logged in, or whose role may not. The one check behind every route that is not open. */
export function requireActor(response: Response, may: Exclude<May, 'anybody'>): SessionUser {
  const actor: SessionUser | undefined = response.locals.actor;
  if (!actor) throw new Problem('not-signed-in', 'Sign in first: POST /api/session');
  if (may !== 'signed-in' && !may.includes(actor.role))
    throw new Problem('not-allowed', `This is for: ${may.join(', ')}; you are: ${actor.role}`);
  return actor;
}
