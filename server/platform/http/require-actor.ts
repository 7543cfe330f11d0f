import type { Response } from 'express';
import type { May } from '#contract/endpoint.ts';
import type { SessionUser } from '#contract/session.ts';
import { Problem } from '../problem.ts';

const dutyDetails = {
  'change-password': 'Change your password first: PUT /api/my/password',
  'set-up-second-factor': 'Set up your second factor first: POST /api/my/second-factor',
};

/** Who asks; refuses someone who has not logged in, or whose role may not. The one check behind every route that is not open. */
export function requireActor(
  response: Response,
  may: Exclude<May, 'anybody'>,
  duringSetUp = false,
): SessionUser {
  const actor: SessionUser | undefined = response.locals.actor;
  if (!actor) throw new Problem('not-signed-in', 'Sign in first: POST /api/session');
  if (actor.mustFirst && !duringSetUp)
    throw new Problem(`must-${actor.mustFirst}`, dutyDetails[actor.mustFirst]);
  if (may !== 'signed-in' && !may.includes(actor.role))
    throw new Problem('not-allowed', `This is for: ${may.join(', ')}; you are: ${actor.role}`);
  return actor;
}
