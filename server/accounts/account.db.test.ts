import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CreateAccount } from '#contract/account.ts';
import { listAudit } from '../audit/audit.repository.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import { plantMiniDistrict } from '../cases/mini-district.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import type { Accounts } from './open-accounts.ts';
import { aPassword, plantAccount } from './testing/people.ts';
import { openTestAccounts } from './testing/test-accounts.ts';

let database: TestDatabase;
let accounts: Accounts;
let root: { id: string };
let guard: { id: string };
beforeEach(async () => {
  database = await createTestDatabase();
  await plantMiniDistrict(database.pool);
  accounts = openTestAccounts(database.pool);
  root = { id: await plantAccount(database.pool, 'root', 'admin') };
  guard = { id: await plantAccount(database.pool, 'guard', 'security-admin') };
});
afterEach(() => database.drop());

const gridMan: CreateAccount = {
  username: 'qinyue',
  name: '秦月',
  phone: '138 0000 1234',
  role: 'grid',
  areaCode: '990101001001001',
  departmentCode: null,
};
const signIn = async (username: string, password: string) => accounts.sessions.signIn({ username, password });
const told = async () =>
  (await listAudit(database.pool, {}, 100))
    .map(({ action, object }) => `${action} ${object?.name}`)
    .reverse();

describe('a new account', () => {
  it('comes with a password for one sign-in, and does nothing before it has its own', async () => {
    const { account, oneTimePassword } = await accounts.people.create(gridMan, root);
    expect(account).toMatchObject({ areaName: '第一网格', state: 'active', mustChangePassword: true });
    const { user, token } = await signIn('qinyue', oneTimePassword ?? '');
    expect(user).toMatchObject({ role: 'grid', areaCode: '990101001001001', mustFirst: 'change-password' });
    await accounts.own.changePassword(
      user,
      { password: oneTimePassword ?? '', newPassword: aPassword },
      token,
    );
    expect(await accounts.sessions.find(token)).not.toHaveProperty('mustFirst');
    expect((await signIn('qinyue', aPassword)).user).not.toHaveProperty('mustFirst');
    expect(await told()).toEqual([
      'account-create qinyue',
      'sign-in qinyue',
      'password-change qinyue',
      'sign-in qinyue',
    ]);
  });

  it('is not let in with a one-time password of four days ago', async () => {
    const { oneTimePassword } = await accounts.people.create(gridMan, root);
    await database.pool.query(`update users set password_changed_at = now() - interval '4 days'`);
    await expect(signIn('qinyue', oneTimePassword ?? '')).rejects.toMatchObject({ code: 'password-expired' });
  });

  it('needs a name of its own, a place that exists, and one that fits to its role', async () => {
    const refused = (changes: Partial<CreateAccount>) =>
      expect(accounts.people.create({ ...gridMan, ...changes }, root)).rejects;
    await refused({ username: 'root' }).toMatchObject({ code: 'username-taken' });
    await refused({ areaCode: '1' }).toMatchObject({ errors: [{ path: 'areaCode' }] });
    await refused({ areaCode: null }).toMatchObject({ errors: [{ path: 'areaCode' }] });
    await refused({ role: 'department', areaCode: null }).toMatchObject({
      errors: [{ path: 'departmentCode' }],
    });
    await refused({ departmentCode: 'fire' }).toMatchObject({ errors: [{ path: 'departmentCode' }] });
    await refused({ role: 'department', areaCode: null, departmentCode: 'none' }).toMatchObject({
      errors: [{ path: 'departmentCode' }],
    });
    expect((await accounts.people.list({ limit: 10 })).total).toBe(2);
    expect(await told()).toEqual([]);
  });

  it('of an administrator waits for the security administrator, who alone gives out its password', async () => {
    const { account, oneTimePassword } = await accounts.people.create(
      { ...gridMan, username: 'auditor', role: 'audit-admin', areaCode: null },
      root,
    );
    expect(oneTimePassword).toBeNull();
    expect(account.state).toBe('locked');
    await expect(signIn('auditor', '')).rejects.toMatchObject({ code: 'wrong-password' });
    await accounts.people.unlock(account.id, guard);
    const { oneTimePassword: given } = await accounts.people.resetPassword(account.id, guard);
    expect((await signIn('auditor', given ?? '')).user.role).toBe('audit-admin');
  });
});

describe('a change', () => {
  it('of role and area holds for sessions that are open', async () => {
    const { account } = await accounts.people.create(gridMan, root);
    await database.pool.query('update users set must_change_password = false');
    await database.pool.query(
      `update users set password_hash = (select password_hash from users where username = 'root')`,
    );
    const { token } = await signIn('qinyue', aPassword);
    const { username: _name, ...work } = gridMan;
    await accounts.people.change(account.id, { ...work, role: 'community', areaCode: '990101001001' }, root);
    expect(await accounts.sessions.find(token)).toMatchObject({
      role: 'community',
      areaCode: '990101001001',
    });
    await accounts.people.disable(account.id, root);
    expect(await accounts.sessions.find(token)).toBeUndefined();
    await expect(signIn('qinyue', aPassword)).rejects.toMatchObject({ code: 'account-disabled' });
    await accounts.people.enable(account.id, root);
    expect((await signIn('qinyue', aPassword)).user.role).toBe('community');
    const [change] = await listAudit(database.pool, { action: 'account-change' }, 1);
    expect(change?.details).toMatchObject({
      roleBefore: 'grid',
      roleAfter: 'community',
      areaCodeBefore: '990101001001001',
    });
    expect(await verifyAudit(database.pool)).toMatchObject({ firstBroken: null });
  });

  it('makes nobody an administrator without the security administrator', async () => {
    const operator = await plantAccount(database.pool, 'op', 'operator');
    const { token } = await signIn('op', aPassword);
    const work = { name: 'op', phone: null, role: 'admin', areaCode: null, departmentCode: null } as const;
    expect(await accounts.people.change(operator, work, root)).toMatchObject({
      role: 'admin',
      state: 'locked',
    });
    expect(await accounts.sessions.find(token)).toBeUndefined();
    await expect(signIn('op', aPassword)).rejects.toMatchObject({ code: 'account-locked' });
    await accounts.people.unlock(operator, guard);
    expect((await signIn('op', aPassword)).user.role).toBe('admin');
  });

  it('is nobody’s of themselves, but of their name and phone', async () => {
    const mine = { name: '根', phone: null, role: 'admin', areaCode: null, departmentCode: null } as const;
    expect((await accounts.people.change(root.id, mine, root)).name).toBe('根');
    const refused = { code: 'own-account' };
    await expect(
      accounts.people.change(root.id, { ...mine, role: 'security-admin' }, root),
    ).rejects.toMatchObject(refused);
    await expect(accounts.people.disable(root.id, root)).rejects.toMatchObject(refused);
    await expect(accounts.people.unlock(guard.id, guard)).rejects.toMatchObject(refused);
    await expect(accounts.people.resetPassword(guard.id, guard)).rejects.toMatchObject(refused);
    await expect(accounts.people.resetSecondFactor(guard.id, guard)).rejects.toMatchObject(refused);
  });

  it('leaves no kind of administrator without one', async () => {
    const refused = { code: 'last-administrator' };
    await expect(accounts.people.disable(guard.id, root)).rejects.toMatchObject(refused);
    await expect(accounts.people.lock(root.id, guard)).rejects.toMatchObject(refused);
    const work = {
      name: 'guard',
      phone: null,
      role: 'leader',
      areaCode: null,
      departmentCode: null,
    } as const;
    await expect(accounts.people.change(guard.id, work, root)).rejects.toMatchObject(refused);
    const second = await plantAccount(database.pool, 'guard-2', 'security-admin');
    const closing = await Promise.allSettled([
      accounts.people.disable(guard.id, root),
      accounts.people.disable(second, root),
    ]);
    expect(closing.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('the security administrator', () => {
  it('locks, ends sessions and gives out new passwords', async () => {
    const operator = await plantAccount(database.pool, 'op', 'operator');
    const first = await signIn('op', aPassword);
    const second = await signIn('op', aPassword);
    const { items } = await accounts.people.sessions(operator);
    expect(items).toHaveLength(2);
    await accounts.people.endSessions(operator, items[0]?.id, guard);
    const left = await Promise.all([first, second].map(({ token }) => accounts.sessions.find(token)));
    expect(left.filter((user) => user !== undefined)).toHaveLength(1);
    expect(await accounts.people.lock(operator, guard)).toMatchObject({
      openSessions: 0,
      lastSeenAt: expect.any(String),
    });
    expect(await accounts.sessions.find(second.token)).toBeUndefined();
    await expect(signIn('op', aPassword)).rejects.toMatchObject({ code: 'account-locked' });
    await accounts.people.unlock(operator, guard);
    const { oneTimePassword } = await accounts.people.resetPassword(operator, guard);
    await expect(signIn('op', aPassword)).rejects.toMatchObject({ code: 'wrong-password' });
    expect((await signIn('op', oneTimePassword ?? '')).user.mustFirst).toBe('change-password');
  });
});

describe('the list of people', () => {
  it('is found by words, role and state, page by page', async () => {
    for (let n = 0; n < 7; n++) await plantAccount(database.pool, `op-${n}`, 'operator');
    await database.pool.query(`update users set disabled_at = now() where username = 'op-3'`);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await accounts.people.list({ limit: 4, ...(after ? { after } : {}) });
      expect(page.total).toBe(9);
      seen.push(...page.items.map(({ username }) => username));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual(['guard', 'op-0', 'op-1', 'op-2', 'op-3', 'op-4', 'op-5', 'op-6', 'root']);
    expect((await accounts.people.list({ limit: 9, role: 'operator', state: 'active' })).total).toBe(6);
    expect((await accounts.people.list({ limit: 9, text: 'OP-3' })).items).toMatchObject([
      { state: 'disabled' },
    ]);
  });

  it('offers every area and grid to work for', async () => {
    const { items } = await accounts.people.places();
    expect(items.map(({ level }) => level)).toEqual(['county', 'township', 'community', 'grid', 'grid']);
  });
});

describe('departments', () => {
  it('are added, named anew, retired and restored, and never forgotten', async () => {
    const { departments } = accounts;
    await departments.create({ code: 'water', name: '水利局', nameEn: 'Water' }, root);
    await expect(departments.create({ code: 'water', name: 'x', nameEn: 'x' }, root)).rejects.toMatchObject({
      code: 'department-exists',
    });
    await departments.rename('water', { name: '水务局', nameEn: 'Water' }, root);
    await departments.retire('water', root);
    const work = { ...gridMan, role: 'department', areaCode: null, departmentCode: 'water' } as const;
    await expect(accounts.people.create(work, root)).rejects.toMatchObject({
      errors: [{ path: 'departmentCode' }],
    });
    expect((await departments.list()).items).toMatchObject([
      { code: 'fire', retiredAt: null },
      { code: 'water', name: '水务局' },
    ]);
    expect(await departments.restore('water', root)).toMatchObject({ retiredAt: null, people: 0 });
    expect((await accounts.people.create(work, root)).account.departmentName).toBe('水务局');
    await expect(departments.retire('fire', root)).rejects.toMatchObject({ code: 'department-in-use' });
    await expect(departments.retire('none', root)).rejects.toMatchObject({ code: 'department-not-found' });
    expect((await told()).filter((line) => line.startsWith('department'))).toHaveLength(4);
  });
});
