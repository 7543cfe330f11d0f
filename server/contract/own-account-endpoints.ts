import {
  ChangePassword,
  FactorCode,
  OwnPassword,
  PasswordRules,
  RecoveryCodes,
  SecondFactor,
  SecondFactorSetUp,
  SessionList,
} from './account.ts';
import { Empty, type Endpoint, Id } from './endpoint.ts';
import { SessionUser } from './session.ts';

/** What everybody does with their own account. */

export const ownAccountEndpoints = {
  passwordRules: {
    method: 'GET',
    path: '/api/my/password',
    summary: 'What a password must be',
    may: 'signed-in',
    duringSetUp: true,
    reply: PasswordRules,
  },
  changePassword: {
    method: 'PUT',
    path: '/api/my/password',
    summary: 'Change one’s own password; other sessions end',
    may: 'signed-in',
    duringSetUp: true,
    body: ChangePassword,
    reply: SessionUser,
  },
  secondFactor: {
    method: 'GET',
    path: '/api/my/second-factor',
    summary: 'One’s own second factor',
    may: 'signed-in',
    duringSetUp: true,
    reply: SecondFactor,
  },
  setUpSecondFactor: {
    method: 'POST',
    path: '/api/my/second-factor',
    summary: 'A new TOTP secret, not yet in force',
    may: 'signed-in',
    duringSetUp: true,
    body: OwnPassword,
    reply: SecondFactorSetUp,
  },
  confirmSecondFactor: {
    method: 'PUT',
    path: '/api/my/second-factor',
    summary: 'Put the secret in force with its first code; gives the recovery codes, once',
    may: 'signed-in',
    duringSetUp: true,
    body: FactorCode,
    reply: RecoveryCodes,
  },
  dropSecondFactor: {
    method: 'DELETE',
    path: '/api/my/second-factor',
    summary: 'Sign in by password alone, where one’s role lets one',
    may: 'signed-in',
    body: OwnPassword,
    reply: SecondFactor,
  },
  newRecoveryCodes: {
    method: 'POST',
    path: '/api/my/recovery-codes',
    summary: 'New recovery codes in place of the old',
    may: 'signed-in',
    body: OwnPassword,
    reply: RecoveryCodes,
  },
  mySessions: {
    method: 'GET',
    path: '/api/my/sessions',
    summary: 'Where one is signed in',
    may: 'signed-in',
    reply: SessionList,
  },
  endMySession: {
    method: 'DELETE',
    path: '/api/my/sessions/:id',
    summary: 'End one of one’s own sessions',
    may: 'signed-in',
    params: Id,
    reply: Empty,
  },
} as const satisfies Record<string, Endpoint>;
