import type { TFunction } from 'i18next';
import { ApiProblem } from '../platform/api/api-problem.ts';
import { durationInWords } from '../platform/format-duration.ts';
import { problemInWords } from '../platform/interface/problem-in-words.ts';

/** Why signing in failed; a locked account says for how long, or who can unlock it. */
export function signInProblem(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiProblem) || error.code !== 'account-locked') return problemInWords(error, t);
  return error.retryAfterSeconds === null
    ? t('session.lockedByAdministrator')
    : t('session.lockedFor', { duration: durationInWords(error.retryAfterSeconds * 1000, t) });
}
