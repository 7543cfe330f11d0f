import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../platform/api/api-problem.ts';
import { passwordProblem } from './password-problem.ts';

const t = ((key: string) => key) as unknown as TFunction;
const refused = (detail: string) => new ApiProblem('password-refused', 422, detail);

describe('passwordProblem', () => {
  it('says what is wrong with the new password', () => {
    expect(passwordProblem(refused('newPassword: too-common'), t)).toBe('account.password.flaw.too-common');
  });

  it('says that the current one is wrong', () => {
    expect(passwordProblem(refused('password: This is not your password'), t)).toBe(
      'account.password.flaw.wrong',
    );
  });

  it('leaves every other failure, and a flaw that it does not know, to the common words', () => {
    expect(passwordProblem(refused('newPassword: too-green'), t)).toBe('problem.password-refused');
    expect(passwordProblem(new ApiProblem('account-locked', 423, ''), t)).toBe('problem.account-locked');
  });
});
