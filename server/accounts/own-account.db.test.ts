import { afterEach, beforeEach, expect, it } from 'vitest';
import { listAudit } from '../audit/audit.repository.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import type { Accounts } from './open-accounts.ts';
import { rulesOf } from './password-rules.ts';
import { aPassword, plantAccount } from './testing/people.ts';
import { openTestAccounts } from './testing/test-accounts.ts';

let database: TestDatabase;
let accounts: Accounts;
beforeEach(async () => {
  database = await createTestDatabase();
  accounts = openTestAccounts(database.pool);
  await plantAccount(database.pool, 'linxiao', 'operator');
});
afterEach(() => database.drop());

const signIn = (password = aPassword, userAgent = 'a browser') =>
  accounts.sessions.signIn({ username: 'linxiao', password }, { address: '10.1.2.3', userAgent });
const newPassword = 'Harrier-under-9';

it('changes a password, ends every other session and keeps the one that asked', async () => {
  const here = await signIn();
  const elsewhere = await signIn();
  await accounts.own.changePassword(here.user, { password: aPassword, newPassword }, here.token);
  expect(await accounts.sessions.find(here.token)).toBeDefined();
  expect(await accounts.sessions.find(elsewhere.token)).toBeUndefined();
  await expect(signIn()).rejects.toMatchObject({ code: 'wrong-password' });
  await signIn(newPassword);
});

it('refuses a password that is the old one, too simple, or that everybody knows, and a wrong old one', async () => {
  const { user, token } = await signIn();
  const change = (password: string, wanted: string) =>
    accounts.own.changePassword(user, { password, newPassword: wanted }, token);
  for (const [wanted, flaw] of [
    [aPassword, 'the-old-one'],
    ['Abc-12', 'too-short'],
    ['lowercaseonly', 'too-few-classes'],
    ['P@ssw0rd2026', 'too-common'],
    ['Linxiao-2026', 'holds-name'],
  ] as const)
    await expect(change(aPassword, wanted), wanted).rejects.toMatchObject({
      code: 'password-refused',
      errors: [{ path: 'newPassword', message: flaw }],
    });
  await expect(change('not mine', newPassword)).rejects.toMatchObject({ errors: [{ path: 'password' }] });
});

it('locks after five wrong old passwords: an open session is no way to guess it', async () => {
  const { user, token } = await signIn();
  const guess = () => accounts.own.changePassword(user, { password: 'a guess', newPassword }, token);
  for (let n = 0; n < 5; n++) await expect(guess()).rejects.toMatchObject({ code: 'password-refused' });
  await expect(guess()).rejects.toMatchObject({ code: 'account-locked' });
});

it('asks at the next sign-in for another password after ninety days, by 等保三级 only', async () => {
  const old = await signIn();
  await database.pool.query(`update users set password_changed_at = now() - interval '91 days';
                             update sessions set created_at = now() - interval '2 days'`);
  expect(await accounts.sessions.find(old.token)).not.toHaveProperty('mustFirst');
  const { user, token } = await signIn();
  expect(user.mustFirst).toBe('change-password');
  const asvs = openTestAccounts(database.pool, { rules: rulesOf('asvs') });
  expect(await asvs.sessions.find(token)).not.toHaveProperty('mustFirst');
  await accounts.own.changePassword(user, { password: aPassword, newPassword }, token);
  expect(await accounts.sessions.find(token)).not.toHaveProperty('mustFirst');
});

it('lists one’s sessions with where they come from, and ends them, but nobody else’s', async () => {
  const here = await signIn();
  const elsewhere = await signIn(aPassword, 'another browser');
  await plantAccount(database.pool, 'other', 'operator');
  const other = await accounts.sessions.signIn({ username: 'other', password: aPassword });
  const { items } = await accounts.own.mySessions(here.user, here.token);
  expect(items).toHaveLength(2);
  expect(items.find(({ isThis }) => isThis)).toMatchObject({ address: '10.1.2.3', userAgent: 'a browser' });
  const theirs = (await accounts.own.mySessions(other.user, other.token)).items[0]?.id ?? '';
  await expect(accounts.own.endMySession(here.user, theirs)).rejects.toMatchObject({ code: 'not-found' });
  await expect(accounts.own.endMySession(here.user, 'x')).rejects.toMatchObject({ code: 'not-found' });
  await accounts.own.endMySession(here.user, items.find(({ isThis }) => !isThis)?.id ?? '');
  expect(await accounts.sessions.find(elsewhere.token)).toBeUndefined();
  expect(await accounts.sessions.find(other.token)).toBeDefined();
});

it('ends an unused session of an administrator after half an hour, an operator’s after the setting’s hours', async () => {
  await plantAccount(database.pool, 'root', 'admin');
  const operator = await signIn();
  const admin = await accounts.sessions.signIn({ username: 'root', password: aPassword });
  expect([operator.user.idleMinutes, admin.user.idleMinutes]).toEqual([undefined, 30]);
  await database.pool.query(`update sessions set expires_at = expires_at - interval '31 minutes'`);
  expect(await accounts.sessions.find(operator.token)).toBeDefined();
  expect(await accounts.sessions.find(admin.token)).toBeUndefined();
});

it('writes every sign-in down, the refused ones with why, and never what was typed for a name', async () => {
  await signIn();
  await signIn('wrong').catch(() => undefined);
  await accounts.sessions.signIn({ username: aPassword, password: 'x' }).catch(() => undefined);
  const entries = await listAudit(database.pool, {}, 10);
  expect(entries.map(({ result, object, details }) => [result, object?.name, details.why])).toEqual([
    ['refused', undefined, 'unknown-username'],
    ['refused', 'linxiao', 'wrong-password'],
    ['done', 'linxiao', undefined],
  ]);
  expect(JSON.stringify(entries)).not.toContain(aPassword);
});
