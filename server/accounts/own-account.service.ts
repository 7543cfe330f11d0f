import { toString as asQrCode } from 'qrcode';
import type {
  AccountSession,
  ChangePassword,
  PasswordRules,
  SecondFactor,
  SecondFactorSetUp,
} from '#contract/account.ts';
import type { SessionUser } from '#contract/session.ts';
import { tellAccountsChanged } from '../access/account-channel.ts';
import { type Db, transact } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem } from '../platform/problem.ts';
import { type AccountParts, accountObject, totpContext } from './account-parts.ts';
import { hashRecoveryCode, hashToken, newRecoveryCodes, newTotp, stepOfCode } from './one-time-code.ts';
import { hashPassword, passwordFits } from './password.ts';
import { flawOf } from './password-rules.ts';
import {
  confirmTotp,
  countRecoveryCodes,
  forgetTotp,
  proposeTotp,
  replaceRecoveryCodes,
} from './second-factor.repository.ts';
import {
  type Credentials,
  clearFailures,
  countFailure,
  deleteSessions,
  findCredentials,
  listSessions,
  lockCredentials,
} from './session.repository.ts';

export type OwnAccountService = ReturnType<typeof createOwnAccountService>;

/** What everybody does with their own account: password, second factor, sessions. */
export function createOwnAccountService(parts: AccountParts) {
  const { pool, rules, note, box, now = Date.now } = parts;

  /** Asks for the password once more, so that a session left open isn't enough to take an account over. */
  const confirmPassword = async (who: SessionUser, password: string): Promise<Credentials> => {
    const account = await mustFind(await findCredentials(pool, who.username));
    if (account.lockedUntil && account.lockedUntil.getTime() > now())
      throw new Problem('account-locked', 'Too many wrong passwords: try again later');
    if (await passwordFits(account.passwordHash, password)) {
      await clearFailures(pool, account.id);
      return account;
    }
    await countFailure(pool, account.id, rules.failuresUntilLock, rules.lockMinutes);
    throw wrongField('password', 'This is not your password', 'password-refused');
  };

  const newCodes = async (tx: Db, userId: string): Promise<{ codes: string[] }> => {
    const codes = newRecoveryCodes();
    await replaceRecoveryCodes(tx, userId, codes.map(hashRecoveryCode));
    return { codes };
  };

  const secondFactor = async (who: SessionUser): Promise<SecondFactor> => {
    const account = await mustFind(await findCredentials(pool, who.username));
    return {
      isOn: account.totpSince !== null,
      isNeeded: parts.secondFactorRoles.includes(account.role) && !account.isExempt,
      isExempt: account.isExempt,
      recoveryCodesLeft: await countRecoveryCodes(pool, account.id),
    };
  };

  return {
    passwordRules: (): PasswordRules => {
      const { preset, minLength, advisedLength, classes, maxAgeDays } = rules;
      return { preset, minLength, advisedLength, classes, maxAgeDays };
    },

    /** The other sessions of the account end: whoever knew the old password is out. */
    async changePassword(who: SessionUser, { password, newPassword }: ChangePassword, token: string) {
      const account = await confirmPassword(who, password);
      const flaw = password === newPassword ? 'the-old-one' : flawOf(rules, newPassword, account.username);
      if (flaw) throw wrongField('newPassword', flaw, 'password-refused');
      const passwordHash = await hashPassword(newPassword);
      await transact(pool, async (tx) => {
        await tx.query(
          `update users set password_hash = $2, password_changed_at = now(), must_change_password = false where id = $1`,
          [account.id, passwordHash],
        );
        // a password that was too old asks this session no more
        await tx.query('update sessions set created_at = now(), last_seen_at = now() where token_hash = $1', [
          hashToken(token),
        ]);
        const ended = await deleteSessions(tx, account.id, { exceptTokenHash: hashToken(token) });
        note(tx, {
          action: 'password-change',
          actorId: account.id,
          object: accountObject(account),
          details: { sessionsEnded: ended },
        });
        await tellAccountsChanged(tx);
      });
    },

    secondFactor,

    /** A new secret, kept but not in force. */
    async setUpSecondFactor(who: SessionUser, password: string): Promise<SecondFactorSetUp> {
      const account = await confirmPassword(who, password);
      if (account.totpSince)
        throw new Problem('second-factor-on', 'There is a second factor already: drop it, or have it reset');
      const { secret, uri } = newTotp(account.username);
      await proposeTotp(pool, account.id, box.seal(secret, totpContext(account.id)));
      return { secret, uri, qrSvg: await asQrCode(uri, { type: 'svg', margin: 1 }) };
    },

    confirmSecondFactor: (who: SessionUser, code: string): Promise<{ codes: string[] }> =>
      transact(pool, async (tx) => {
        const account = await mustFind(await lockCredentials(tx, who.id));
        if (account.totpSince) throw new Problem('second-factor-on', 'There is a second factor already');
        if (!account.totpSecret) throw new Problem('bad-request', 'Ask for a secret first');
        const secret = box.open(account.totpSecret, totpContext(account.id));
        const step = stepOfCode(secret, code, now(), null);
        if (step === undefined) throw new Problem('code-refused', 'This code does not fit the secret');
        await confirmTotp(tx, account.id, step);
        note(tx, { action: 'second-factor-on', actorId: account.id, object: accountObject(account) });
        return newCodes(tx, account.id);
      }),

    async dropSecondFactor(who: SessionUser, password: string): Promise<SecondFactor> {
      const account = await confirmPassword(who, password);
      if ((await secondFactor(who)).isNeeded)
        throw new Problem('not-allowed', 'Your role needs a second factor');
      await transact(pool, async (tx) => {
        await forgetTotp(tx, account.id);
        note(tx, { action: 'second-factor-off', actorId: account.id, object: accountObject(account) });
      });
      return secondFactor(who);
    },

    async newRecoveryCodes(who: SessionUser, password: string): Promise<{ codes: string[] }> {
      const account = await confirmPassword(who, password);
      if (!account.totpSince) throw new Problem('bad-request', 'Set up a second factor first');
      return transact(pool, async (tx) => {
        note(tx, { action: 'recovery-codes', actorId: account.id, object: accountObject(account) });
        return newCodes(tx, account.id);
      });
    },

    mySessions: async (who: SessionUser, token: string): Promise<{ items: AccountSession[] }> => ({
      items: await listSessions(pool, who.id, hashToken(token)),
    }),

    endMySession: (who: SessionUser, id: string): Promise<void> =>
      transact(pool, async (tx) => {
        const ended = isUuid(id) ? await deleteSessions(tx, who.id, { id }) : 0;
        if (ended === 0) throw new Problem('not-found', `You have no session ${id}`);
        note(tx, { action: 'session-end', actorId: who.id, object: accountObject(who) });
        await tellAccountsChanged(tx);
      }),
  };
}

async function mustFind(account: Credentials | undefined): Promise<Credentials> {
  if (!account) throw new Problem('account-not-found', 'This account is gone');
  return account;
}

const wrongField = (path: string, message: string, code: 'password-refused'): Problem =>
  new Problem(code, `${path}: ${message}`, { errors: [{ path, message }] });
