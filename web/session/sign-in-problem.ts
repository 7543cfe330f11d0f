import type { TFunction } from 'i18next';
import { ApiProblem } from '../platform/api/api-problem.ts';
import { durationInWords } from '../platform/format-duration.ts';
import { problemInWords } from '../platform/interface/problem-in-words.ts';

/** Why signing in failed; a locked account says for how long, where the server does. */
export function signInProblem(error: unknown, t: TFunction): string {
  const locked =
    error instanceof ApiProblem && error.code === 'account-locked' && error.retryAfterSeconds !== null;
  return locked
    ? t('session.lockedFor', { duration: durationInWords((error.retryAfterSeconds ?? 0) * 1000, t) })
    : problemInWords(error, t);
}
