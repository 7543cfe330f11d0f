import type {
  Account,
  AccountPage,
  AccountQuery,
  AccountSession,
  ChangeAccount,
  CreateAccount,
  NewPassword,
} from '#contract/account.ts';
import type { AuditAction } from '#contract/audit.ts';
import { administratorRoles } from '#contract/session.ts';
import { tellAccountsChanged } from '../access/account-channel.ts';
import { type Db, transact } from '../platform/db.ts';
import { isUuid } from '../platform/is-uuid.ts';
import { Problem } from '../platform/problem.ts';
import {
  countOthers,
  findAccount,
  insertAccount,
  isPlace,
  listAccounts,
  listPlaces,
  setDisabled,
  setLocked,
  setOneTimePassword,
  updateAccount,
} from './account.repository.ts';
import { type AccountParts, accountObject } from './account-parts.ts';
import { type AccountRefusal, judgeChange, judgeClosing, judgeWork } from './account-rules.ts';
import { isActiveDepartment } from './department.repository.ts';
import { newOneTimePassword } from './one-time-code.ts';
import { hashPassword } from './password.ts';
import { forgetTotp } from './second-factor.repository.ts';
import { deleteSessions, listSessions } from './session.repository.ts';

type Actor = { id: string };
export type AccountService = ReturnType<typeof createAccountService>;

/** Administration of other people’s accounts; every change is noted, and holds at once on every server. */
export function createAccountService({ pool, note, secondFactorRoles }: AccountParts) {
  const mustFind = async (db: Db, id: string): Promise<Account> => {
    const found = isUuid(id) ? await findAccount(db, id, secondFactorRoles) : undefined;
    if (!found) throw new Problem('account-not-found', `There is no account ${id}`);
    return found;
  };

  /** One change of an account: done, noted, told to every server; answers the account as it is then. */
  const change = (
    id: string,
    actor: Actor,
    action: AuditAction,
    work: (tx: Db, before: Account) => Promise<Record<string, string | number | boolean | null> | undefined>,
  ): Promise<Account> =>
    transact(pool, async (tx) => {
      const before = await mustFind(tx, id);
      const details = await work(tx, before);
      note(tx, { action, actorId: actor.id, object: accountObject(before), ...(details ? { details } : {}) });
      await tellAccountsChanged(tx);
      return mustFind(tx, id);
    });

  /** Nobody closes or resets their own account, nor the last of its kind. */
  const mayClose = async (tx: Db, actor: Actor, account: Account) => {
    const others = administratorRoles.includes(account.role)
      ? await countOthers(tx, account.role, account.id)
      : 1;
    refuseIf(judgeClosing(actor.id, account, others));
  };
  const mustBeSomebodyElse = (actor: Actor, account: Account) => refuseIf(judgeClosing(actor.id, account, 1));

  const checkPlace = async (tx: Db, { areaCode, departmentCode }: ChangeAccount) => {
    if (areaCode !== null && !(await isPlace(tx, areaCode)))
      throw wrongField('areaCode', `${areaCode} is no area and no grid`);
    if (departmentCode !== null && !(await isActiveDepartment(tx, departmentCode)))
      throw wrongField('departmentCode', `${departmentCode} is no department in use`);
  };

  return {
    async list(query: AccountQuery): Promise<AccountPage> {
      const { items, total } = await listAccounts(
        pool,
        { ...query, limit: query.limit + 1 },
        secondFactorRoles,
      );
      const page = items.slice(0, query.limit);
      return {
        items: page,
        total,
        next: items.length > query.limit ? (page.at(-1)?.username ?? null) : null,
      };
    },

    places: async () => ({ items: await listPlaces(pool) }),

    /** An administrator’s account is locked and has no password until the security administrator agrees. */
    async create(request: CreateAccount, actor: Actor): Promise<NewPassword> {
      refuseIf(judgeWork(request));
      const isLocked = administratorRoles.includes(request.role);
      const password = newOneTimePassword();
      const passwordHash = isLocked ? '' : await hashPassword(password);
      const account = await transact(pool, async (tx) => {
        await checkPlace(tx, request);
        const id = await insertAccount(tx, { ...request, passwordHash, isLocked });
        if (!id) throw new Problem('username-taken', `There is an account ${request.username} already`);
        const { role, areaCode, departmentCode } = request;
        note(tx, {
          action: 'account-create',
          actorId: actor.id,
          object: accountObject({ id, username: request.username }),
          details: { role, areaCode, departmentCode },
        });
        return mustFind(tx, id);
      });
      return { account, oneTimePassword: isLocked ? null : password };
    },

    change: (id: string, request: ChangeAccount, actor: Actor): Promise<Account> =>
      change(id, actor, 'account-change', async (tx, before) => {
        const verdict = judgeChange(actor.id, before, request);
        if ('code' in verdict) throw problemOf(verdict);
        if (before.role !== request.role && administratorRoles.includes(before.role))
          await mayClose(tx, actor, before);
        await checkPlace(tx, request);
        await updateAccount(tx, id, request);
        if (verdict.needsAgreement) {
          await setLocked(tx, id, true);
          await deleteSessions(tx, id);
        }
        return whatChanged(before, request);
      }),

    disable: (id: string, actor: Actor): Promise<Account> =>
      change(id, actor, 'account-disable', async (tx, before) => {
        await mayClose(tx, actor, before);
        await setDisabled(tx, id, true);
        return { sessionsEnded: await deleteSessions(tx, id) };
      }),

    enable: (id: string, actor: Actor): Promise<Account> =>
      change(id, actor, 'account-enable', async (tx) => {
        await setDisabled(tx, id, false);
        return undefined;
      }),

    lock: (id: string, actor: Actor): Promise<Account> =>
      change(id, actor, 'account-lock', async (tx, before) => {
        await mayClose(tx, actor, before);
        await setLocked(tx, id, true);
        return { sessionsEnded: await deleteSessions(tx, id) };
      }),

    unlock: (id: string, actor: Actor): Promise<Account> =>
      change(id, actor, 'account-unlock', async (tx, before) => {
        mustBeSomebodyElse(actor, before);
        await setLocked(tx, id, false);
        return undefined;
      }),

    async resetPassword(id: string, actor: Actor): Promise<NewPassword> {
      const oneTimePassword = newOneTimePassword();
      const passwordHash = await hashPassword(oneTimePassword);
      const account = await change(id, actor, 'password-reset', async (tx, before) => {
        mustBeSomebodyElse(actor, before);
        await setOneTimePassword(tx, id, passwordHash);
        return { sessionsEnded: await deleteSessions(tx, id) };
      });
      return { account, oneTimePassword };
    },

    resetSecondFactor: (id: string, actor: Actor): Promise<Account> =>
      change(id, actor, 'second-factor-off', async (tx, before) => {
        mustBeSomebodyElse(actor, before);
        await forgetTotp(tx, id);
        return { sessionsEnded: await deleteSessions(tx, id) };
      }),

    async sessions(id: string): Promise<{ items: AccountSession[] }> {
      const { id: userId } = await mustFind(pool, id);
      return { items: await listSessions(pool, userId) };
    },

    /** One session, or all of them. */
    async endSessions(id: string, sessionId: string | undefined, actor: Actor): Promise<void> {
      if (sessionId !== undefined && !isUuid(sessionId))
        throw new Problem('not-found', `There is no session ${sessionId}`);
      await change(id, actor, 'session-end', async (tx) => ({
        sessionsEnded: await deleteSessions(tx, id, sessionId === undefined ? {} : { id: sessionId }),
      }));
    },
  };
}

function whatChanged(before: Account, after: ChangeAccount): Record<string, string | null> {
  const changed: Record<string, string | null> = {};
  for (const key of ['name', 'phone', 'role', 'areaCode', 'departmentCode'] as const) {
    if (before[key] === after[key]) continue;
    changed[`${key}Before`] = before[key];
    changed[`${key}After`] = after[key];
  }
  return changed;
}

const wrongField = (path: string, message: string): Problem =>
  new Problem('bad-request', `${path}: ${message}`, { errors: [{ path, message }] });

const problemOf = (refusal: AccountRefusal): Problem =>
  'path' in refusal ? wrongField(refusal.path, refusal.detail) : new Problem(refusal.code, refusal.detail);

function refuseIf(refusal: AccountRefusal | undefined): void {
  if (refusal) throw problemOf(refusal);
}
