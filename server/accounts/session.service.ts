import type { SessionUser, SignIn } from '#contract/session.ts';
import { tellAccountsChanged } from '../access/account-channel.ts';
import { type Db, transact } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { type AccountParts, accountObject, totpContext } from './account-parts.ts';
import { hashRecoveryCode, hashToken, newToken, stepOfCode } from './one-time-code.ts';
import { nobodysHash, passwordFits } from './password.ts';
import { idleMinutesOf } from './password-rules.ts';
import { spendRecoveryCode, spendStep } from './second-factor.repository.ts';
import {
  type Credentials,
  clearFailures,
  countFailure,
  deleteSession,
  findCredentials,
  insertSession,
  useSession,
} from './session.repository.ts';

/** From where somebody signs in. */
interface Origin {
  address: string | null;
  userAgent: string | null;
}

/** Signing in and out, and who holds a token. */
export interface SessionService {
  signIn(request: SignIn, origin?: Origin): Promise<{ token: string; user: SessionUser }>;
  /** Who holds this token; undefined where nobody does any more. */
  find(token: string): Promise<SessionUser | undefined>;
  signOut(token: string): Promise<void>;
}

const oneTimePasswordMs = 3 * 86_400_000;
const nowhere: Origin = { address: null, userAgent: null };

/** The cookie holds a random token; the database only its SHA-256. */
export function createSessionService(parts: AccountParts): SessionService {
  const { pool, rules, note, now = Date.now } = parts;
  const duties = { maxAgeDays: rules.maxAgeDays, secondFactorRoles: parts.secondFactorRoles };
  const find = (token: string) => useSession(pool, hashToken(token), duties);

  /** Writes down that it failed and why; the tries of an account are counted. */
  const refuse = async (account: Credentials | undefined, problem: Problem, counts: boolean) => {
    const until = await transact(pool, async (tx) => {
      // what was typed in place of a name that nobody has may be a password: it is not kept
      const object = account ? { object: accountObject(account) } : {};
      note(tx, {
        action: 'sign-in',
        actorId: null,
        result: 'refused',
        ...object,
        details: { why: account ? problem.code : 'unknown-username' },
      });
      return account && counts
        ? countFailure(tx, account.id, rules.failuresUntilLock, rules.lockMinutes)
        : null;
    });
    return until && until.getTime() > now() ? locked(until, now()) : problem;
  };

  return {
    async signIn({ username, password, code }, { address, userAgent } = nowhere) {
      const account = await findCredentials(pool, username);
      if (account?.lockedUntil && account.lockedUntil.getTime() > now())
        throw await refuse(account, locked(account.lockedUntil, now()), false);
      const fits = await passwordFits(account?.passwordHash || nobodysHash, password);
      if (!account?.passwordHash || !fits)
        throw await refuse(account, new Problem('wrong-password', 'Username or password is wrong'), true);
      const closed = closedBecause(account, now());
      if (closed) throw await refuse(account, closed, false);
      if (account.totpSince && code === undefined)
        throw new Problem('second-factor-needed', 'Send the code of your authenticator as `code`, too');

      const token = newToken();
      const isIn = await transact(pool, async (tx) => {
        const factor = account.totpSince ? await takeCode(tx, account, code ?? '', parts) : 'none';
        if (factor === undefined) return false;
        await clearFailures(tx, account.id);
        await insertSession(tx, {
          tokenHash: hashToken(token),
          userId: account.id,
          idleMinutes: idleMinutesOf(rules, account.role, parts.sessionHours),
          address,
          userAgent: userAgent?.slice(0, 300) ?? null,
        });
        note(tx, {
          action: 'sign-in',
          actorId: account.id,
          object: accountObject(account),
          details: { secondFactor: factor },
        });
        return true;
      });
      if (!isIn)
        throw await refuse(
          account,
          new Problem('second-factor-wrong', 'This code is wrong or was used before'),
          true,
        );
      const user = await find(token);
      if (!user) throw new Problem('not-signed-in', 'The account was closed in this moment');
      return { token, user };
    },

    find,

    signOut: (token) =>
      transact(pool, async (tx) => {
        const userId = await deleteSession(tx, hashToken(token));
        if (userId === undefined) return;
        note(tx, { action: 'sign-out', actorId: userId });
        await tellAccountsChanged(tx);
      }),
  };
}

/** Takes a code of the authenticator, or else a recovery code; each is good once. Undefined where it is neither. */
async function takeCode(
  tx: Db,
  { id, totpSecret, totpLastStep }: Credentials,
  code: string,
  { box, now = Date.now }: AccountParts,
): Promise<'totp' | 'recovery-code' | undefined> {
  if (!totpSecret) throw new Error(`account ${id} has a second factor without a secret`);
  // asked first, because they open the door even where the key that seals the secrets was lost
  if (await spendRecoveryCode(tx, id, hashRecoveryCode(code))) return 'recovery-code';
  const step = stepOfCode(box.open(totpSecret, totpContext(id)), code, now(), totpLastStep);
  return step !== undefined && (await spendStep(tx, id, step)) ? 'totp' : undefined;
}

/** Why an account is closed to whoever has the right password. */
function closedBecause(account: Credentials, now: number): Problem | undefined {
  if (account.isDisabled) return new Problem('account-disabled', 'This account is not in use any more');
  if (account.isLocked)
    return new Problem('account-locked', 'This account was locked; the security administrator unlocks it');
  const isTooOld = account.passwordChangedAt.getTime() < now - oneTimePasswordMs;
  if (account.mustChangePassword && isTooOld)
    return new Problem('password-expired', 'A one-time password is good for three days: ask for another');
  return undefined;
}

function locked(until: Date, now: number): Problem {
  const seconds = Math.max(1, (until.getTime() - now) / 1000);
  const minutes = Math.ceil(seconds / 60);
  return new Problem('account-locked', `Too many wrong passwords: locked for another ${minutes} min`, {
    retryAfterSeconds: seconds,
  });
}
