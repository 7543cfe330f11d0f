import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { hashPassword } from './password.ts';
import type { SessionService } from './session.service.ts';
import { openTestAccounts } from './testing/test-accounts.ts';

let database: TestDatabase;
let sessions: SessionService;
beforeEach(async () => {
  database = await createTestDatabase();
  sessions = openTestAccounts(database.pool).sessions;
  await database.pool.query(
    `insert into users (username, name, role, password_hash) values ('op', '值班员', 'operator', $1)`,
    [await hashPassword('correct horse')],
  );
});
afterEach(() => database.drop());

const signIn = (password: string, username = 'op') => sessions.signIn({ username, password });

it('lets in with the right password, and knows the token again', async () => {
  const { token, user } = await signIn('correct horse');
  expect(user).toMatchObject({ username: 'op', role: 'operator' });
  expect(await sessions.find(token)).toMatchObject({ username: 'op' });
});

it('keeps no token and no password in the database', async () => {
  const { token } = await signIn('correct horse');
  const { rows } = await database.pool.query(`select encode(token_hash, 'escape') as kept from sessions`);
  expect(rows[0].kept).not.toContain(token);
  const { rows: users } = await database.pool.query('select password_hash from users');
  expect(users[0].password_hash).toMatch(/^\$argon2id\$/);
});

it('answers an unknown user and a wrong password alike', async () => {
  await expect(signIn('wrong')).rejects.toThrow('Username or password is wrong');
  await expect(signIn('wrong', 'nobody')).rejects.toThrow('Username or password is wrong');
});

it('locks after five wrong passwords, also for the right one, and says until when', async () => {
  for (let i = 0; i < 4; i++) await expect(signIn('wrong')).rejects.toMatchObject({ code: 'wrong-password' });
  await expect(signIn('wrong')).rejects.toMatchObject({ code: 'account-locked' });
  await expect(signIn('correct horse')).rejects.toThrow(/locked for another 15 min/);
  await database.pool.query(`update users set locked_until = now() - interval '1 second'`);
  await expect(signIn('correct horse')).resolves.toBeDefined();
});

it('forgets wrong passwords after a right one', async () => {
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 4; i++)
      await expect(signIn('wrong')).rejects.toMatchObject({ code: 'wrong-password' });
    await signIn('correct horse');
  }
});

it('ends a session when it is signed out or expired', async () => {
  const first = await signIn('correct horse');
  await sessions.signOut(first.token);
  expect(await sessions.find(first.token)).toBeUndefined();
  const second = await signIn('correct horse');
  await database.pool.query('update sessions set expires_at = now()');
  expect(await sessions.find(second.token)).toBeUndefined();
});
