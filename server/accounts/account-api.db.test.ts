import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AuditPage } from '#contract/audit.ts';
import { auditRoutes } from '../audit/audit.routes.ts';
import { answerProblems } from '../platform/http/problem-response.ts';
import { keepAddress } from '../platform/http/request-address.ts';
import { createLog } from '../platform/log.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { accountRoutes } from './account.routes.ts';
import { sessionRoutes } from './session.routes.ts';
import { recogniseActor } from './session-cookie.ts';
import { aPassword, plantAccount } from './testing/people.ts';
import { openTestAccounts } from './testing/test-accounts.ts';

let database: TestDatabase;
let http: Server;
let base: string;

beforeEach(async () => {
  database = await createTestDatabase();
  const accounts = openTestAccounts(database.pool);
  const app = express();
  app.use(recogniseActor(accounts.sessions), express.json(), keepAddress);
  const router = express.Router();
  sessionRoutes(router, accounts.sessions, { secureCookies: false });
  accountRoutes(router, accounts);
  auditRoutes(router, database.pool);
  app.use(router, answerProblems(createLog({ process: 'test', level: 'silent' })));
  http = createServer(app);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  http.close();
  await database.drop();
});

const send = (method: string, path: string, cookie = '', body?: unknown) =>
  fetch(base + path, {
    method,
    headers: { cookie, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const signIn = async (username: string) => {
  const answer = await send('POST', '/api/session', '', { username, password: aPassword });
  expect(answer.status).toBe(200);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
};

it('keeps a new administrator’s hands off what is the other’s', async () => {
  const root = await plantAccount(database.pool, 'root', 'admin');
  const guard = await plantAccount(database.pool, 'guard', 'security-admin');
  await plantAccount(database.pool, 'auditor', 'audit-admin');
  const of = { root: await signIn('root'), guard: await signIn('guard'), auditor: await signIn('auditor') };
  const status = async (who: keyof typeof of, method: string, path: string, body?: unknown) =>
    (await send(method, path, of[who], body)).status;
  const newcomer = {
    username: 'new',
    name: '新',
    phone: null,
    role: 'operator',
    areaCode: null,
    departmentCode: null,
  };
  expect(await status('root', 'POST', '/api/accounts', newcomer)).toBe(201);
  expect(await status('guard', 'POST', '/api/accounts', { ...newcomer, username: 'x' })).toBe(403);
  expect(await status('root', 'POST', `/api/accounts/${guard}/password`)).toBe(403);
  expect(await status('root', 'DELETE', `/api/accounts/${guard}/second-factor`)).toBe(403);
  expect(await status('guard', 'POST', `/api/accounts/${root}/disable`)).toBe(403);
  expect(await status('guard', 'POST', `/api/accounts/${root}/password`)).toBe(200);
  expect(await status('auditor', 'GET', '/api/accounts')).toBe(403);
  expect(await status('guard', 'GET', '/api/audit')).toBe(403);
  const log = (await (await send('GET', '/api/audit', of.auditor)).json()) as AuditPage;
  expect(log.items[0]).toMatchObject({
    action: 'password-reset',
    actor: 'guard',
    role: 'security-admin',
    address: '127.0.0.1',
    object: { kind: 'account', id: root, name: 'root' },
  });
  expect(await status('root', 'GET', '/api/session')).toBe(401);
});

it('shows nobody’s password, secret or token', async () => {
  await plantAccount(database.pool, 'guard', 'security-admin');
  const cookie = await signIn('guard');
  const { rows } = await database.pool.query('select password_hash from users');
  for (const [path, shown] of [
    ['/api/accounts', 'guard'],
    ['/api/my/sessions', 'isThis'],
  ] as const) {
    const text = await (await send('GET', path, cookie)).text();
    expect(text).toContain(shown);
    expect(text).not.toContain(rows[0].password_hash);
    expect(text).not.toContain(cookie.split('=')[1]);
    expect(text).not.toMatch(/hash|totp|secret/i);
  }
});
