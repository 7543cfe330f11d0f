import type { Router } from 'express';
import { serve } from '../platform/http/serve.ts';
import { Problem } from '../platform/problem.ts';
import type { SessionService } from './session.service.ts';
import { cookieOptions, sessionCookie, tokenOf } from './session-cookie.ts';
import { createSignInLimit } from './sign-in-limit.ts';

/** Sign in, who am I, sign out. */
export function sessionRoutes(
  router: Router,
  sessions: SessionService,
  options: { secureCookies: boolean },
): void {
  const limit = createSignInLimit();

  serve(router, 'signIn', async ({ body, request, response }) => {
    await limit.take(request.ip ?? 'unknown');
    const { token, user } = await sessions.signIn(body, {
      address: request.ip ?? null,
      userAgent: request.get('user-agent') ?? null,
    });
    response.cookie(sessionCookie, token, cookieOptions(options.secureCookies));
    return user;
  });

  serve(router, 'session', ({ actor }) => actor);

  serve(router, 'signOut', async ({ request, response }) => {
    const token = tokenOf(request.headers.cookie);
    if (!token) throw new Problem('not-signed-in', 'There is no session to end');
    await sessions.signOut(token);
    response.clearCookie(sessionCookie, cookieOptions(options.secureCookies));
    return {};
  });
}
