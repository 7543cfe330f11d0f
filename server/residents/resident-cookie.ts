import type { CookieOptions, Request } from 'express';

/** The device of a resident with a proved phone; an account's session is another cookie. */
export const residentCookie = 'eyrie_resident';
export const residentDays = 30;

export const residentCookieOptions = (secure: boolean): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  path: '/api',
  secure,
  maxAge: residentDays * 86_400_000,
});

/** The token of a request's cookie. */
export function residentTokenOf(request: Request): string | undefined {
  const pair = request.headers.cookie?.split(/;\s*/).find((part) => part.startsWith(`${residentCookie}=`));
  const token = pair?.slice(residentCookie.length + 1);
  return token && /^[\w-]{43}$/.test(token) ? token : undefined;
}
