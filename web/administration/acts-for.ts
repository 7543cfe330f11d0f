import type { Account } from '#contract/account.ts';
import type { Role } from '#contract/session.ts';
import type { AccountAct } from './use-people.ts';

/** Something to do with an account, its word, and the words that ask whether it is meant. */
export interface PersonAct {
  act: AccountAct | 'resetPassword';
  word: 'disable' | 'enable' | 'lock' | 'unlock' | 'resetPassword' | 'resetFactor' | 'endSessions';
  sure?: 'disableSure' | 'lockSure' | 'resetPasswordSure' | 'resetFactorSure';
}

/** What an administrator may do with an account as it stands. */
export function actsFor(
  role: Role,
  account: Pick<Account, 'state' | 'secondFactor' | 'openSessions'>,
): PersonAct[] {
  if (role === 'admin')
    return account.state === 'disabled'
      ? [{ act: 'enableAccount', word: 'enable' }]
      : [{ act: 'disableAccount', word: 'disable', sure: 'disableSure' }];
  if (role !== 'security-admin') return [];
  const acts: PersonAct[] = [
    account.state === 'locked'
      ? { act: 'unlockAccount', word: 'unlock' }
      : { act: 'lockAccount', word: 'lock', sure: 'lockSure' },
    { act: 'resetPassword', word: 'resetPassword', sure: 'resetPasswordSure' },
  ];
  if (account.secondFactor === 'on')
    acts.push({ act: 'resetSecondFactor', word: 'resetFactor', sure: 'resetFactorSure' });
  if (account.openSessions > 0) acts.push({ act: 'endAccountSessions', word: 'endSessions' });
  return acts;
}
