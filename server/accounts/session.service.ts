import { createHash, randomBytes } from 'node:crypto';
import type { SessionUser, SignIn } from '#contract/session.ts';
import type { Pool } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { nobodysHash, passwordFits } from './password.ts';
import {
  clearFailures,
  countFailure,
  deleteSession,
  findAccount,
  insertSession,
  useSession,
} from './session.repository.ts';

const failuresUntilLock = 5;
const lockMinutes = 15;

export type SessionService = ReturnType<typeof createSessionService>;

/** Signing in and out. The cookie holds a random token; the database only its SHA-256. */
export function createSessionService(pool: Pool, options: { hours: number }) {
  return {
    async signIn({ username, password }: SignIn): Promise<{ token: string; user: SessionUser }> {
      const account = await findAccount(pool, username);
      if (account?.lockedUntil && account.lockedUntil > new Date()) throw locked(account.lockedUntil);
      const fits = await passwordFits(account?.passwordHash ?? nobodysHash, password);
      if (!account || !fits) {
        const until = account ? await countFailure(pool, account.id, failuresUntilLock, lockMinutes) : null;
        if (until && until > new Date()) throw locked(until);
        throw new Problem('wrong-password', 'Username or password is wrong');
      }
      await clearFailures(pool, account.id);
      const token = randomBytes(32).toString('base64url');
      const expiresAt = await insertSession(pool, hashOf(token), account.id, options.hours);
      const { id, name, role, areaCode, departmentCode } = account;
      return {
        token,
        user: { id, username, name, role, areaCode, departmentCode, expiresAt: expiresAt.toISOString() },
      };
    },

    /** Who holds this token; undefined where nobody does any more. */
    find: (token: string): Promise<SessionUser | undefined> => useSession(pool, hashOf(token), options.hours),

    signOut: (token: string): Promise<void> => deleteSession(pool, hashOf(token)),
  };
}

const hashOf = (token: string) => createHash('sha256').update(token).digest();

function locked(until: Date): Problem {
  const seconds = Math.max(1, (until.getTime() - Date.now()) / 1000);
  const minutes = Math.ceil(seconds / 60);
  return new Problem('account-locked', `Too many wrong passwords: locked for another ${minutes} min`, {
    retryAfterSeconds: seconds,
  });
}
