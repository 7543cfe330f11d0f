import type { TFunction } from 'i18next';
import { ApiProblem } from '../api/api-problem.ts';
import { words } from '../words/words.ts';

type KnownProblem = keyof typeof words.problem;

/** What went wrong, in the language of the interface; an unknown code is shown as it came. */
export function problemInWords(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiProblem)) return error instanceof Error ? error.message : String(error);
  return error.code in words.problem
    ? t(`problem.${error.code as KnownProblem}`)
    : `${error.code}: ${error.message}`;
}
