import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../platform/api/api-problem.ts';
import { signInProblem } from './sign-in-problem.ts';

const t = ((key: string, values?: object) =>
  [key, ...Object.values(values ?? {})].join(' ')) as unknown as TFunction;

describe('signInProblem', () => {
  it('says for how long an account is locked, where the server does', () => {
    expect(signInProblem(new ApiProblem('account-locked', 423, '', 90), t)).toBe(
      'session.lockedFor time.minutes 1 30',
    );
  });

  it('sends whoever was locked by a person to that person', () => {
    expect(signInProblem(new ApiProblem('account-locked', 423, ''), t)).toBe('session.lockedByAdministrator');
  });

  it('does not tell a wrong name from a wrong password', () => {
    expect(signInProblem(new ApiProblem('wrong-password', 401, ''), t)).toBe('problem.wrong-password');
  });
});
