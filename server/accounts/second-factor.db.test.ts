import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SessionUser } from '#contract/session.ts';
import { createSecretBox } from '../platform/secret-box.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import type { Accounts } from './open-accounts.ts';
import { aPassword, plantAccount } from './testing/people.ts';
import { openTestAccounts } from './testing/test-accounts.ts';

let database: TestDatabase;
let accounts: Accounts;
let now: number;
beforeEach(async () => {
  database = await createTestDatabase();
  now = Date.now();
  accounts = openTestAccounts(database.pool, { secondFactorRoles: ['admin'], now: () => now });
  await plantAccount(database.pool, 'root', 'admin');
});
afterEach(() => database.drop());

const signIn = (code?: string) =>
  accounts.sessions.signIn({ username: 'root', password: aPassword, ...(code ? { code } : {}) });
const codeOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
const later = () => {
  now += 30_000;
};

/** Sets the factor up and answers its secret and recovery codes. */
async function setUp(): Promise<{ who: SessionUser; secret: string; codes: string[] }> {
  const { user: who } = await signIn();
  const { secret, uri, qrSvg } = await accounts.own.setUpSecondFactor(who, aPassword);
  expect(uri).toContain(secret);
  expect(qrSvg).toMatch(/^<svg/);
  const { codes } = await accounts.own.confirmSecondFactor(who, codeOf(secret));
  later();
  return { who, secret, codes };
}

describe('an administrator without a second factor', () => {
  it('signs in to set it up and to do nothing else', async () => {
    const { token, user } = await signIn();
    expect(user.mustFirst).toBe('set-up-second-factor');
    const { secret } = await accounts.own.setUpSecondFactor(user, aPassword);
    expect((await accounts.sessions.find(token))?.mustFirst).toBe('set-up-second-factor');
    await expect(accounts.own.confirmSecondFactor(user, '000000')).rejects.toMatchObject({
      code: 'code-refused',
    });
    const { codes } = await accounts.own.confirmSecondFactor(user, codeOf(secret));
    expect(new Set(codes).size).toBe(10);
    expect(await accounts.sessions.find(token)).not.toHaveProperty('mustFirst');
  });

  it('needs none where it is the demo’s, or where second factors are switched off', async () => {
    await database.pool.query('update users set second_factor_exempt = true');
    expect((await signIn()).user).not.toHaveProperty('mustFirst');
    await database.pool.query('update users set second_factor_exempt = false');
    const off = openTestAccounts(database.pool, { secondFactorRoles: [] });
    const { user } = await off.sessions.signIn({ username: 'root', password: aPassword });
    expect(user).not.toHaveProperty('mustFirst');
  });

  it('must know the password to set it up: an open session is not enough', async () => {
    const { user } = await signIn();
    await expect(accounts.own.setUpSecondFactor(user, 'a guess')).rejects.toMatchObject({
      code: 'password-refused',
    });
  });
});

describe('an administrator with a second factor', () => {
  it('is asked for the code, and is in with it', async () => {
    const { secret } = await setUp();
    await expect(signIn()).rejects.toMatchObject({ code: 'second-factor-needed' });
    await expect(signIn('123456')).rejects.toMatchObject({ code: 'second-factor-wrong' });
    expect((await signIn(codeOf(secret))).user.username).toBe('root');
  });

  it('can use a code once, also in two sign-ins at the same moment', async () => {
    const { secret } = await setUp();
    const tries = await Promise.allSettled([
      signIn(codeOf(secret)),
      signIn(codeOf(secret)),
      signIn(codeOf(secret)),
    ]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    later();
    expect((await signIn(codeOf(secret))).user.username).toBe('root');
  });

  it('is locked out after five wrong codes, so that a code can’t be guessed', async () => {
    const { secret } = await setUp();
    for (let n = 0; n < 4; n++)
      await expect(signIn(`00000${n}`)).rejects.toMatchObject({ code: 'second-factor-wrong' });
    await expect(signIn('999999')).rejects.toMatchObject({ code: 'account-locked' });
    await expect(signIn(codeOf(secret))).rejects.toMatchObject({ code: 'account-locked' });
  });

  it('gets in with a recovery code, once for each', async () => {
    const { codes, who } = await setUp();
    const [first = ''] = codes;
    expect((await signIn(first.toUpperCase())).user.username).toBe('root');
    await expect(signIn(first)).rejects.toMatchObject({ code: 'second-factor-wrong' });
    expect(await accounts.own.secondFactor(who)).toMatchObject({
      isOn: true,
      isNeeded: true,
      recoveryCodesLeft: 9,
    });
    const { codes: fresh } = await accounts.own.newRecoveryCodes(who, aPassword);
    await expect(signIn(codes[1])).rejects.toMatchObject({ code: 'second-factor-wrong' });
    expect((await signIn(fresh[0])).user.username).toBe('root');
  });

  it('can’t put another in its place, nor drop it', async () => {
    const { who } = await setUp();
    await expect(accounts.own.setUpSecondFactor(who, aPassword)).rejects.toMatchObject({
      code: 'second-factor-on',
    });
    await expect(accounts.own.dropSecondFactor(who, aPassword)).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('sets it up anew after the security administrator forgot the lost one', async () => {
    const { secret, who } = await setUp();
    const guard = await plantAccount(database.pool, 'guard', 'security-admin');
    expect(await accounts.people.resetSecondFactor(who.id, { id: guard })).toMatchObject({
      secondFactor: 'needed',
      openSessions: 0,
    });
    expect((await signIn()).user.mustFirst).toBe('set-up-second-factor');
    const again = await setUp();
    expect(again.secret).not.toBe(secret);
  });
});

it('lets an operator have one of their own will, and drop it', async () => {
  await plantAccount(database.pool, 'op', 'operator');
  const { user } = await accounts.sessions.signIn({ username: 'op', password: aPassword });
  expect(user).not.toHaveProperty('mustFirst');
  const { secret } = await accounts.own.setUpSecondFactor(user, aPassword);
  await accounts.own.confirmSecondFactor(user, codeOf(secret));
  await expect(accounts.sessions.signIn({ username: 'op', password: aPassword })).rejects.toMatchObject({
    code: 'second-factor-needed',
  });
  expect(await accounts.own.dropSecondFactor(user, aPassword)).toMatchObject({
    isOn: false,
    recoveryCodesLeft: 0,
  });
  await accounts.sessions.signIn({ username: 'op', password: aPassword });
});

it('keeps the secret in a form that the database alone can’t read; recovery codes work without the key', async () => {
  const { secret, codes } = await setUp();
  const { rows } = await database.pool.query('select totp_secret from users where totp_secret is not null');
  expect(rows[0].totp_secret.toString('latin1')).not.toContain(secret);
  const stranger = openTestAccounts(database.pool, {
    box: createSecretBox(Buffer.alloc(32, 9)),
    now: () => now,
  });
  await expect(
    stranger.sessions.signIn({ username: 'root', password: aPassword, code: codeOf(secret) }),
  ).rejects.toThrow('unable to authenticate');
  const { user } = await stranger.sessions.signIn({
    username: 'root',
    password: aPassword,
    code: codes[0] ?? '',
  });
  expect(user.username).toBe('root');
});
