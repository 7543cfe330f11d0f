import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AuditPage } from '#contract/audit.ts';
import type { Role, SessionUser } from '#contract/session.ts';
import { transact } from '../platform/db.ts';
import { answerProblems } from '../platform/http/problem-response.ts';
import { keepAddress } from '../platform/http/request-address.ts';
import { createLog } from '../platform/log.ts';
import { createTestDatabase, type TestDatabase } from '../platform/test-database.ts';
import { auditRoutes } from './audit.routes.ts';
import { noteAudit } from './note-audit.ts';
import { createNoteView } from './note-view.ts';
import { verifyAudit } from './verify-audit.ts';

let database: TestDatabase;
let http: Server;
let base: string;
let role: Role;
let actor: SessionUser;

beforeEach(async () => {
  database = await createTestDatabase();
  const { rows } = await database.pool.query(
    `insert into users (username, name, role, password_hash) values ('auditor', '审计', 'audit-admin', '') returning id`,
  );
  role = 'audit-admin';
  actor = {
    id: rows[0].id,
    username: 'auditor',
    name: '审计',
    areaCode: null,
    departmentCode: null,
    expiresAt: '',
    role,
  };
  const app = express();
  app.use((_request, response, next) => {
    response.locals.actor = { ...actor, role };
    next();
  }, keepAddress);
  const router = express.Router();
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

const plant = (count: number, name: string) =>
  transact(database.pool, async (tx) => {
    for (let n = 0; n < count; n++)
      noteAudit(tx, {
        action: 'sign-in',
        actorId: actor.id,
        object: { kind: 'account', id: String(n), name },
      });
  });

it('pages through the log from the newest entry to the first, each once', async () => {
  await plant(25, 'x');
  const seen: number[] = [];
  let before: number | null | undefined;
  do {
    const answer = await fetch(`${base}/api/audit?limit=10${before ? `&before=${before}` : ''}`);
    const page = (await answer.json()) as AuditPage;
    seen.push(...page.items.map(({ number }) => number));
    before = page.next;
  } while (before);
  expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => 25 - n));
});

it('is for audit administrators alone', async () => {
  for (role of ['admin', 'security-admin', 'operator'] as const) {
    for (const path of ['/api/audit', '/api/audit.csv'])
      expect((await fetch(base + path)).status, `${role} ${path}`).toBe(403);
    expect((await fetch(`${base}/api/audit/verify`, { method: 'POST' })).status).toBe(403);
  }
});

it('gives the table to a spreadsheet without a formula in it, and notes that it was taken, and from where', async () => {
  await plant(1, '=HYPERLINK("http://evil")');
  const answer = await fetch(`${base}/api/audit.csv?action=sign-in`);
  const text = await answer.text();
  expect(text).toContain(`"'=HYPERLINK(`);
  expect(text.split('\n')[0]).toContain('number,time,user,role,address,action');
  const { items } = (await (await fetch(`${base}/api/audit?action=export`)).json()) as AuditPage;
  expect(items).toMatchObject([{ actor: 'auditor', address: '127.0.0.1', details: { action: 'sign-in' } }]);
});

it('counts a player’s many requests as one view, and one of ten minutes later as another', async () => {
  let now = 1_000_000;
  const noteView = createNoteView(database.pool, () => now);
  const view = {
    action: 'clip-view',
    actorId: actor.id,
    object: { kind: 'case', id: 'c1', name: null },
  } as const;
  for (let n = 0; n < 5; n++) await noteView(view);
  await noteView({ ...view, object: { ...view.object, id: 'c2' } });
  now += 10 * 60_000;
  await noteView(view);
  expect(await verifyAudit(database.pool)).toMatchObject({ rows: 3 });
});

it('verifies over HTTP what the command verifies', async () => {
  await plant(3, 'x');
  const verdict = await (await fetch(`${base}/api/audit/verify`, { method: 'POST' })).json();
  expect(verdict).toEqual(await verifyAudit(database.pool));
  expect(verdict).toMatchObject({ rows: 3, head: { number: 3 }, firstBroken: null });
});
