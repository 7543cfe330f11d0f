import type { CookieOptions, RequestHandler } from 'express';
import type { SessionService } from './session.service.ts';

export const sessionCookie = 'eyrie_session';

export const cookieOptions = (secure: boolean): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  path: '/',
  secure,
});

/** The session token of a Cookie header. */
export function tokenOf(cookieHeader: string | undefined): string | undefined {
  const pair = cookieHeader?.split(/;\s*/).find((part) => part.startsWith(`${sessionCookie}=`));
  const token = pair?.slice(sessionCookie.length + 1);
  return token && /^[\w-]{43}$/.test(token) ? token : undefined;
}

/** Puts the signed-in user, if any, into `response.locals.actor`; every route decides by that. */
export function recogniseActor(sessions: SessionService): RequestHandler {
  return async (request, response, next) => {
    const token = tokenOf(request.headers.cookie);
    if (token) response.locals.actor = await sessions.find(token);
    next();
  };
}
