import type { Response } from 'express';
import type { SessionUser } from '#contract/session.ts';
import { Problem } from '../problem.ts';

/** Who asks; refuses someone who has not logged in. The one check behind every route that is not open. */
export function requireActor(response: Response): SessionUser {
  const actor: SessionUser | undefined = response.locals.actor;
  if (!actor) throw new Problem('not-signed-in', 'Sign in first: POST /api/session');
  return actor;
}
