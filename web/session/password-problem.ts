import type { TFunction } from 'i18next';
import { ApiProblem } from '../platform/api/api-problem.ts';
import { problemInWords } from '../platform/interface/problem-in-words.ts';
import { words } from '../platform/words/words.ts';

type Flaw = keyof typeof words.account.password.flaw;

/** Why a password was not taken. The server says `field: flaw`; what it says of the current one is in its own words. */
export function passwordProblem(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiProblem) || error.code !== 'password-refused') return problemInWords(error, t);
  const [field, flaw = ''] = error.message.split(': ');
  if (field === 'password') return t('account.password.flaw.wrong');
  return flaw in words.account.password.flaw
    ? t(`account.password.flaw.${flaw as Flaw}`)
    : problemInWords(error, t);
}
