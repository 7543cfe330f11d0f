import type { Place } from '#contract/account.ts';

/** A place and all above it, from the widest to itself; empty where the code is none. */
export function placePath(places: readonly Place[], code: string | null): Place[] {
  const byCode = new Map(places.map((place) => [place.code, place]));
  const path: Place[] = [];
  for (let at = code === null ? undefined : byCode.get(code); at && !path.includes(at); ) {
    path.unshift(at);
    at = at.parentCode === null ? undefined : byCode.get(at.parentCode);
  }
  return path;
}
